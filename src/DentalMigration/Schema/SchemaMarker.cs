using DentalMigration.Dataverse;

namespace DentalMigration.Schema;

/// <summary>
/// The mark on what we make: it stands at the end of the component's description, so that an undo, by whatever ledger, can tell our
/// columns from those an admin made by the same name. Keys carry no description; a key is ours where its columns are.
/// </summary>
internal static class SchemaMarker
{
    public const string Text = "Made by DentalMigration.";

    public static string Describe(string description) => $"{description} {Text}".Trim();

    /// <summary>Names of a table's marked columns; contains the table's own name where the table is marked.</summary>
    public static async Task<HashSet<string>> FindAsync(DataverseClient client, string table, CancellationToken cancellationToken)
    {
        if (await client.Metadata.GetTableAsync(table, cancellationToken) is not { } definition)
        {
            return [];
        }

        HashSet<string> found = [.. definition.Attributes.Where(a => a.IsCustomAttribute && IsMarked(a.Description)).Select(a => a.LogicalName)];
        if (IsMarked(definition.Description))
        {
            found.Add(table);
        }

        return found;
    }

    public static bool IsMarked(LocalizedText? description) => description?.Texts.Values.Any(t => t.EndsWith(Text, StringComparison.Ordinal)) == true;
}
