using DentalMigration.Systems;

namespace DentalMigration.Commands;

/// <summary>Completes short names of systems, with what people call them.</summary>
public sealed class SystemCompleter : QuietCompleter
{
    private protected override IAsyncEnumerable<Completion> FindAsync(TypedLine line, CancellationToken stop) =>
        SystemFile.Systems.Select(s => new Completion(s, SystemCatalog.Load(s).Label)).ToAsyncEnumerable();
}
