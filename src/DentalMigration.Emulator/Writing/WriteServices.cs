using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Writing;

/// <summary>What every write needs beside its transaction.</summary>
internal sealed record WriteServices(EmbeddedDataverseOptions Options, IdSource Ids)
{
    /// <summary>Now, as storage holds moments.</summary>
    public Cell Now => DateValue.Cell(Options.Clock.GetUtcNow());
}
