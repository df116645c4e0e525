using System.Text.Json;

namespace DentalMigration.Hosting.Preflight.Checks;

/// <summary>Server-side synchronisation that would mail the patients of loaded appointments.</summary>
internal sealed class AppointmentSyncCheck : ITargetCheck
{
    /// <summary><c>actdeliverymethod</c>: 0 Outlook, 1 server-side synchronisation, 2 none.</summary>
    private const int ServerSide = 1;

    public string Subject => "mailboxes";

    public bool Applies(PreflightContext context) => context.Map?.Objects.Any(o => o.Table == "appointment" && o.Parties.Count > 0) == true;

    public async Task<IReadOnlyList<TargetFinding>> RunAsync(PreflightContext context, CancellationToken cancellationToken)
    {
        string url = $"mailboxes?$select=name,actdeliverymethod,enabledforact&$filter=statecode eq 0 and actdeliverymethod eq {ServerSide}";
        List<string> mailboxes = await context.Client.QueryAsync(url, null, cancellationToken)
            .Where(m => !(m.TryGetProperty("enabledforact", out JsonElement enabled) && enabled.ValueKind == JsonValueKind.False))
            .Select(m => Processes.Text(m, "name"))
            .ToListAsync(cancellationToken);
        return mailboxes.Count == 0
            ? []
            : [new TargetFinding(TargetCodes.AppointmentSyncActive, TargetSeverity.Error, "appointment",
                $"{mailboxes.Count} mailboxes synchronise appointments with Exchange (such as '{mailboxes[0]}'), which mails an invitation to every patient of every appointment loaded. Set their appointments to None until the load is done, or map appointments to a table of their own.")];
    }
}
