using DentalMigration.Dataverse;
using DentalMigration.Mapping;

namespace DentalMigration.Schema;

/// <summary>
/// The mark on what we make: it stands at the end of the component's description, so that an undo, by whatever ledger, can tell our
/// columns from those an admin made by the same name, and from another migration's. Keys carry no description; a key is ours where its
/// columns are.
/// </summary>
internal static class SchemaMarker
{
    private const string Start = "Made by DentalMigration (";

    /// <summary>The mark of a map's migration: <c>Made by DentalMigration (dentes, default).</c></summary>
    public static string Of(MigrationMap map) => $"{Start}{map.System}, {map.Scope}).";

    public static string Describe(string description, MigrationMap map) => $"{description} {Of(map)}".Trim();

    /// <summary>Names of a table's marked columns; contains the table's own name where the table is marked.</summary>
    public static HashSet<string> Find(TableMetadata? table, MigrationMap map)
    {
        if (table is null)
        {
            return [];
        }

        HashSet<string> found = [.. table.Attributes.Where(a => a.IsCustomAttribute && IsMarked(a.Description, map)).Select(a => a.LogicalName)];
        if (IsMarked(table.Description, map))
        {
            found.Add(table.LogicalName);
        }

        return found;
    }

    public static bool IsMarked(LocalizedText? description, MigrationMap map) =>
        description?.Texts.Values.Any(t => t.EndsWith(Of(map), StringComparison.Ordinal)) == true;

    /// <summary>True where this program made it, for whichever migration.</summary>
    public static bool IsOurs(LocalizedText? description) => description?.Texts.Values.Any(IsOurs) == true;

    public static bool IsOurs(string description) =>
        description.EndsWith(").", StringComparison.Ordinal) && description.Contains(Start, StringComparison.Ordinal);
}
