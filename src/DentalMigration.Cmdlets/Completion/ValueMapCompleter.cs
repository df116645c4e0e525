using DentalMigration.Mapping;
using DentalMigration.Mapping.NamedValues;

namespace DentalMigration.Commands;

/// <summary>Completes names of value maps, with the columns that have them: those of the map or system given, of the current source's system, or of Dr.DENTES.</summary>
public sealed class ValueMapCompleter : QuietCompleter
{
    private protected override IAsyncEnumerable<Completion> FindAsync(TypedLine line, CancellationToken stop) =>
        ValueMapList.Of(line.Map?.Map ?? DefaultMap.Create(line.Text("System") ?? line.System))
            .GroupBy(m => m.Name)
            .Select(g => new Completion(g.Key, string.Join(", ", g.SelectMany(m => m.Columns)) is { Length: > 0 } columns ? columns : "used by no column"))
            .ToAsyncEnumerable();
}
