using System.Text.Json;

namespace DentalMigration.Hosting.Preflight.Checks;

/// <summary>Reads the rows of table <c>workflow</c>, which holds classic workflows, business rules and cloud flows alike.</summary>
internal static class Processes
{
    public const int Workflow = 0;
    public const int BusinessRule = 2;
    public const int CloudFlow = 5;

    /// <summary>The active ones of a category that concern a table of the map, each with that table.</summary>
    public static async Task<IReadOnlyList<(JsonElement Process, string Table)>> OnTablesAsync(PreflightContext context, int category) =>
    [
        .. from process in await context.ProcessesAsync()
           where Number(process, "category") == category
           let table = TableOf(process, context.Tables)
           where table is not null
           select (process, table),
    ];

    /// <summary>A number of a process, or null.</summary>
    public static int? Number(JsonElement process, string column) =>
        process.TryGetProperty(column, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    /// <summary>A text of a process, or empty.</summary>
    public static string Text(JsonElement process, string column) =>
        process.TryGetProperty(column, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    /// <summary>The table it is about; a cloud flow has it only in the definition of its trigger.</summary>
    private static string? TableOf(JsonElement process, IReadOnlySet<string> tables)
    {
        string primary = Text(process, "primaryentity");
        if (tables.Contains(primary))
        {
            return primary;
        }

        string definition = Text(process, "clientdata");
        return definition.Length == 0 ? null : tables.FirstOrDefault(t => Mentions(definition, t));
    }

    /// <summary>The trigger's <c>subscriptionRequest/entityname</c>; the text may be JSON within JSON, with its quotes escaped.</summary>
    private static bool Mentions(string definition, string table)
    {
        string bare = definition.Replace("\\", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return bare.Contains($"entityname\":\"{table}\"", StringComparison.OrdinalIgnoreCase);
    }
}
