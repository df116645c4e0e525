using System.Text.RegularExpressions;

namespace DentalMigration.Mapping.Checks;

/// <summary>Names and lengths that Dataverse would refuse in what the map makes.</summary>
internal static partial class NameChecks
{
    private const int LongestName = 50;
    private const int LongestLine = 4000;
    private const int LongestMemo = 1_048_576;
    private const int LargestFileInKB = 10_485_760;

    public static IEnumerable<MapProblem> Of(MigrationMap map)
    {
        foreach (ObjectMap o in map.Objects)
        {
            if (o.Create is not null && Bad(o.Table, map.Prefix) is { } why)
            {
                yield return new MapProblem("NameInvalid", o.Object, $"Table '{o.Table}' of '{o.Object}' {why}.");
            }

            foreach (ColumnMap column in o.Columns.Where(c => c.Create is not null))
            {
                foreach (string fault in Faults(column, column.Create!, map.Prefix))
                {
                    yield return new MapProblem(
                        fault.StartsWith("is made", StringComparison.Ordinal) ? "LengthInvalid" : "NameInvalid", $"{o.Object}.{column.Column}", $"Column '{column.Column}' of '{o.Object}' {fault}.");
                }
            }
        }
    }

    private static IEnumerable<string> Faults(ColumnMap column, ColumnCreation create, string prefix)
    {
        if (Bad(column.Column, prefix) is { } why)
        {
            yield return why;
        }

        if (!create.SchemaName.Equals(column.Column, StringComparison.OrdinalIgnoreCase))
        {
            yield return $"has the schema name '{create.SchemaName}', which may differ from it in capitals only";
        }

        if (string.IsNullOrWhiteSpace(create.Label))
        {
            yield return "has no label. People see it above the column";
        }

        foreach (int value in (create.Options ?? new Dictionary<int, string>()).Where(p => string.IsNullOrWhiteSpace(p.Value)).Select(p => p.Key))
        {
            yield return $"has an option {value} without a label";
        }

        int longest = create.Type switch { ColumnType.String => LongestLine, ColumnType.Memo => LongestMemo, _ => int.MaxValue };
        if (longest < int.MaxValue && (create.MaxLength < 1 || create.MaxLength > longest))
        {
            yield return $"is made with a length of {create.MaxLength}; a {create.Type} takes 1 to {longest}";
        }

        if (create.Type == ColumnType.File && create.MaxSizeInKB is < 1 or > LargestFileInKB)
        {
            yield return $"is made for files of {create.MaxSizeInKB} KB; 1 to {LargestFileInKB} are possible";
        }
    }

    private static string? Bad(string name, string prefix) =>
        !Name().IsMatch(name) ? "is no name Dataverse takes: lower-case letters, digits and underscores, a letter first"
        : name.Length > LongestName ? $"has a name of {name.Length} characters; {LongestName} are possible"
        : !name.StartsWith(prefix + "_", StringComparison.Ordinal) ? $"does not begin with the map's prefix, '{prefix}_'"
        : null;

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex Name();
}
