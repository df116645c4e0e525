using DentalMigration.Mapping.NamedValues;

namespace DentalMigration.Mapping.Checks;

/// <summary>What of a map's value maps, and of the columns that name one, cannot work.</summary>
internal static class ValueMapChecks
{
    public static IEnumerable<MapProblem> Of(MigrationMap map)
    {
        foreach ((string name, IReadOnlyDictionary<string, int>? words) in map.ValueMaps ?? new Dictionary<string, IReadOnlyDictionary<string, int>>())
        {
            if (words is null or { Count: 0 })
            {
                yield return new MapProblem("ValuesMissing", $"valueMaps.{name}", $"Value map '{name}' has no words. List what each word of the source becomes, or remove it.");
            }
            else if (ColumnChecks.Twice(words.Keys) is { } word)
            {
                yield return new MapProblem("WordTwice", $"valueMaps.{name}", $"Value map '{name}' has '{word}' twice, as words are compared. Remove one.");
            }
        }

        foreach ((ObjectMap o, ColumnMap column) in map.Objects.SelectMany(o => o.Columns.Select(c => (o, c))))
        {
            if (ValueMapNames.Fault(map, column) is var (code, message))
            {
                yield return new MapProblem(code, $"{o.Object}.{column.Column}", $"Column '{column.Column}' of '{o.Object}': {message}");
            }
        }
    }
}
