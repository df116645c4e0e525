using DentalMigration.Mapping;

namespace DentalMigration.Commands;

/// <summary>Completes names of columns the map writes, those of the object given, with the fields they come from.</summary>
public sealed class ColumnNameCompleter : QuietCompleter
{
    private protected override IAsyncEnumerable<Completion> FindAsync(TypedLine line, CancellationToken stop)
    {
        MigrationMap map = line.Map?.Map ?? DefaultMap.Create(line.System);
        string? only = line.Text("Object");
        return map.Objects
            .Where(o => only is null || o.Object == only)
            .SelectMany(o => o.Columns.Select(c => new Completion(c.Column, $"{o.Object}: {string.Join(", ", c.From)}")))
            .OrderBy(c => c.Text, StringComparer.Ordinal)
            .ToAsyncEnumerable();
    }
}
