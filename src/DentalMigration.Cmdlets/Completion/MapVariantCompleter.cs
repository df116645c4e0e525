using DentalMigration.Mapping;

namespace DentalMigration.Commands;

/// <summary>Completes names of map variants, with what they do: those of the source given or connected last, or of Dr.DENTES.</summary>
public sealed class MapVariantCompleter : QuietCompleter
{
    private protected override IAsyncEnumerable<Completion> FindAsync(TypedLine line, CancellationToken stop) =>
        DefaultMap.Variants(line.System).Select(v => new Completion(v.Name, v.Description)).ToAsyncEnumerable();
}
