using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Mapping.Transforms;
using DentalMigration.Schema;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Checks;

/// <summary>Checks a map against the columns an organisation has already; what it lacks is the schema plan's.</summary>
public static class MapTargetChecks
{
    /// <summary>What the map writes and a standard column does not take: another kind of value, an option its choice lacks, another table's row.</summary>
    /// <param name="map">The map.</param>
    /// <param name="client">The organisation.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static Task<IReadOnlyList<MapProblem>> OfAsync(MigrationMap map, DataverseClient client, CancellationToken cancellationToken) =>
        OfAsync(map, new TargetDefinitions(client, map), cancellationToken);

    /// <summary>The same, of definitions that more is asked of.</summary>
    public static async Task<IReadOnlyList<MapProblem>> OfAsync(MigrationMap map, TargetDefinitions definitions, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, TableMetadata> tables = await definitions.TablesAsync(cancellationToken);
        SystemCatalog catalog = SystemCatalog.Load(map.System);
        var problems = new List<MapProblem>();
        foreach (IGrouping<string, ObjectMap> same in map.Objects.GroupBy(o => o.Table))
        {
            if (tables.GetValueOrDefault(same.Key) is { } table)
            {
                problems.AddRange(same.SelectMany(o => o.Columns.Select(c => (Object: o, Column: c)))
                    .SelectMany(c => table.Column(c.Column.Column) is { } there ? Column(map, catalog, c.Object, c.Column, there) : []));
            }
        }

        return problems;
    }

    private static IEnumerable<MapProblem> Column(MigrationMap map, SystemCatalog catalog, ObjectMap o, ColumnMap column, ColumnMetadata there)
    {
        MapProblem Problem(string code, string message) => new(code, $"{o.Object}.{column.Column}", $"Column '{column.Column}' of '{o.Object}': {message}");
        if (!(o.Action == MapAction.Create ? there.IsValidForCreate : there.IsValidForUpdate))
        {
            yield return Problem("ColumnReadOnly", $"Dataverse does not let '{o.Table}' be written there. Take it out of the map.");
        }

        if (column.Lookup is { } parent)
        {
            if (map.Find(parent) is { } target && there.Targets.Count > 0 && !there.Targets.Contains(target.Table))
            {
                yield return Problem("LookupDoesNotFit", $"it refers to {string.Join(", ", there.Targets)}, and '{parent}' goes to '{target.Table}'.");
            }

            yield break;
        }

        if (there.AttributeType is "Picklist" or "State" or "Status")
        {
            int[] written = [.. column.Values?.Values ?? [], .. column.Constant is { ValueKind: JsonValueKind.Number } number ? [number.GetInt32()] : Array.Empty<int>()];
            foreach (int value in written.Distinct().Where(v => there.Options.All(x => x.Value != v) && column.InsertOptions?.ContainsKey(v) != true && column.Create?.Options?.ContainsKey(v) != true))
            {
                yield return Problem("OptionUnknown", $"it writes option {value}, which the choice does not have. Add it to 'insertOptions', or take one it has.");
            }
        }

        if (column.Create is null && column.Constant is null && Type(there) is { } type && catalog.Objects.FirstOrDefault(x => x.Name == o.Object) is { } known
            && TransformList.Transforms.FirstOrDefault(t => t.Name == (column.Transform ?? "copy")) is { } transform)
        {
            if (type == ColumnType.Picklist && column.Values is null)
            {
                yield return Problem("ValuesMissing", "a choice needs 'values', which say what each word of the source becomes.");
                yield break;
            }

            foreach (MapProblem problem in ColumnChecks.Fit(column, known, transform, column.Values is null ? type : ColumnType.Picklist, Problem))
            {
                yield return problem;
            }
        }
    }

    private static ColumnType? Type(ColumnMetadata column) => column.AttributeType switch
    {
        "String" => ColumnType.String,
        "Memo" => ColumnType.Memo,
        "Integer" or "BigInt" => ColumnType.Integer,
        "Decimal" or "Double" => ColumnType.Decimal,
        "Money" => ColumnType.Money,
        "DateTime" => ColumnType.DateTime,
        "Boolean" => ColumnType.Boolean,
        "Picklist" => ColumnType.Picklist,
        _ => null,
    };
}
