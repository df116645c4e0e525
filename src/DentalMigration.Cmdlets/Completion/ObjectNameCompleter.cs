using DentalMigration.Systems;

namespace DentalMigration.Commands;

/// <summary>Completes names of objects: those of the migration's map, or all of the system's.</summary>
public sealed class ObjectNameCompleter : QuietCompleter
{
    private protected override IAsyncEnumerable<Completion> FindAsync(TypedLine line, CancellationToken stop)
    {
        HashSet<string>? mapped = line.Map?.Map.Objects.Select(o => o.Object).ToHashSet(StringComparer.Ordinal);
        return SystemCatalog.Load(line.System).Objects
            .Where(o => mapped?.Contains(o.Name) != false)
            .Select(o => new Completion(o.Name, o.Label))
            .ToAsyncEnumerable();
    }
}
