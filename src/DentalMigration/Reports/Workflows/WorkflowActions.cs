namespace DentalMigration.Reports.Workflows;

/// <summary>The blocks that do what a definition is there for.</summary>
internal sealed class WorkflowActions(WorkflowWords words, WorkflowTables tables)
{
    private static readonly string[] Consents = ["consent_sms", "consent_kvkk", "consent_hipaa"];

    /// <summary>The blocks for what a definition does, in the order its text names them.</summary>
    /// <param name="action">The text's words.</param>
    /// <param name="objectName">What it is about; null where nothing tells.</param>
    /// <param name="rowPrefix">How a column of the row is named, up to its name.</param>
    /// <param name="isTemplate">True where the text may be a template's own.</param>
    /// <param name="remarks">Where to say what cannot be told.</param>
    public IEnumerable<WorkflowStep> Of(string[] action, string? objectName, string? rowPrefix, bool isTemplate, List<string> remarks)
    {
        (ActionWords Words, int At)[] found = [.. words.Actions
            .Select(a => (Words: a, At: WorkflowWords.Find(action, a.Words))).Where(a => a.At >= 0).OrderBy(a => a.At)];
        if (found.Length == 0)
        {
            remarks.Add(action.Length == 0
                ? "The export does not say what it does."
                : isTemplate
                    ? "What the export has as its action is taken for the text of the template."
                    : "What it does is said in words that name no building block; build the action from the text above.");
            if (isTemplate && action.Length > 0)
            {
                yield return new WorkflowStep(
                    "Add a new row", "Microsoft Dataverse", $"Table: {tables.Named("note")}. Regarding: the patient. The template's text is the text of the note, to be completed by who wrote it.");
            }

            yield break;
        }

        if (objectName is not null && objectName != "patient" && tables.PatientId(objectName) is { } patientId)
        {
            yield return new WorkflowStep(
                "Get a row by ID",
                "Microsoft Dataverse",
                $"Table name: {tables.Named("patient")}. Row ID: the patient of the row{(rowPrefix is null ? $", its column {patientId}" : "")}.",
                rowPrefix is null ? null : $"{rowPrefix}{patientId}']");
        }

        if (found.Any(a => a.Words.Consent))
        {
            string[] consents = [.. Consents.Select(f => tables.Column("patient", f)?.Column).OfType<string>().Distinct()];
            if (consents.Length > 0)
            {
                yield return new WorkflowStep("Condition", "Control", $"Go on only where the patient agreed to be written to: {string.Join(" and ", consents)}{(consents.Length > 1 ? ", each" : "")} is equal to true.");
            }
            else
            {
                remarks.Add("The map has no column that says whether the patient agreed to be written to. Find out before a message leaves.");
            }
        }

        foreach ((ActionWords one, _) in found)
        {
            string how = one.How
                .Replace("{patient}", tables.Named("patient"), StringComparison.Ordinal)
                .Replace("{ledger}", tables.Named("ledger"), StringComparison.Ordinal)
                .Replace("{email}", tables.Column("patient", "email")?.Column ?? "(none in the map)", StringComparison.Ordinal);
            yield return new WorkflowStep(one.Block, one.Connector, how);
        }
    }
}
