using System.Text.Json;
using DentalMigration.Dataverse;

namespace DentalMigration.Hosting.Preflight.Checks;

/// <summary>Custom plug-in steps that a load would run. Microsoft's own belong to the platform and are no findings.</summary>
internal sealed class PlugInCheck : ITargetCheck
{
    private const int Platform = 0;

    private static readonly HashSet<string> Messages = new(StringComparer.OrdinalIgnoreCase)
    {
        "Create", "CreateMultiple", "Update", "UpdateMultiple", "Assign", "SetState", "SetStateDynamicEntity", "Associate",
    };

    public string Subject => "plug-in steps";

    public bool Applies(PreflightContext context) => context.Tables.Count > 0;

    public async Task<IReadOnlyList<TargetFinding>> RunAsync(PreflightContext context, CancellationToken cancellationToken)
    {
        var findings = new List<TargetFinding>();
        foreach (JsonElement step in await StepsAsync(context.Client, ",ishidden", cancellationToken))
        {
            string? table = Text(step, "sdkmessagefilterid", "primaryobjecttypecode");
            bool concerns = table is null ? !IsLinked(step) : context.Tables.Contains(table);
            if (concerns && IsCustom(step) && (Text(step, "sdkmessageid", "name") is not { } message || Messages.Contains(message)))
            {
                string name = step.GetProperty("name").GetString() ?? "";
                findings.Add(new TargetFinding(TargetCodes.PlugInActive, TargetSeverity.Error, table ?? "all tables",
                    $"The plug-in step '{name}' on {(table is null ? "all tables" : $"'{table}'")} is enabled: it may run for every row loaded. Disable it until the load is done, or waive this if the bypass keeps it quiet."));
            }
        }

        return findings;
    }

    /// <summary>The enabled steps. A service that does not tell which are hidden is asked again without.</summary>
    private static async Task<IReadOnlyList<JsonElement>> StepsAsync(DataverseClient client, string hidden, CancellationToken cancellationToken)
    {
        string url = $"sdkmessageprocessingsteps?$select=name,customizationlevel,_sdkmessagefilterid_value{hidden}"
            + "&$expand=sdkmessagefilterid($select=primaryobjecttypecode),sdkmessageid($select=name)&$filter=statecode eq 0";
        try
        {
            return await client.QueryAsync(url, null, cancellationToken).ToListAsync(cancellationToken);
        }
        catch (DataverseException e) when (e.Status == 400 && hidden.Length > 0)
        {
            return await StepsAsync(client, "", cancellationToken);
        }
    }

    private static bool IsLinked(JsonElement step) =>
        step.TryGetProperty("_sdkmessagefilterid_value", out JsonElement filter) && filter.ValueKind == JsonValueKind.String;

    private static bool IsCustom(JsonElement step) =>
        !(step.TryGetProperty("customizationlevel", out JsonElement level) && level.ValueKind == JsonValueKind.Number && level.GetInt32() == Platform)
        && !IsHidden(step);

    /// <summary>A managed property is an object with a value.</summary>
    private static bool IsHidden(JsonElement step) => step.TryGetProperty("ishidden", out JsonElement hidden) && hidden.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.Object => hidden.TryGetProperty("Value", out JsonElement value) && value.ValueKind == JsonValueKind.True,
        _ => false,
    };

    private static string? Text(JsonElement step, string lookup, string column) =>
        step.TryGetProperty(lookup, out JsonElement row) && row.ValueKind == JsonValueKind.Object
        && row.TryGetProperty(column, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.GetString() is not ("none" or "")
            ? value.GetString()
            : null;
}
