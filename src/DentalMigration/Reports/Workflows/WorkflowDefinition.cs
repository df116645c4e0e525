using DentalMigration.Sources;

namespace DentalMigration.Reports.Workflows;

/// <summary>A workflow, reminder, rule or template as the export has it. Holds nothing of patients.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What the export calls it; null where it does not say.</param>
/// <param name="Trigger">When it acts; null where the export does not say.</param>
/// <param name="Action">What it does; null where the export does not say.</param>
/// <param name="IsActive">Whether it was on; null where the export does not say.</param>
/// <param name="Notes">What somebody noted about it.</param>
/// <param name="Position">Where it stands: <c>Workflows.csv:2</c>.</param>
public sealed record WorkflowDefinition(string Name, string? Kind, string? Trigger, string? Action, bool? IsActive, string? Notes, string Position)
{
    private const string Object = "workflow";

    /// <summary>All definitions of an export, in the order of its files; a line that is no record is left out and counted.</summary>
    /// <param name="source">The export.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">A file cannot be read at all.</exception>
    public static async Task<(IReadOnlyList<WorkflowDefinition> Definitions, int Unusable)> ReadAsync(ISource source, CancellationToken cancellationToken)
    {
        var definitions = new List<WorkflowDefinition>();
        int unusable = 0;
        if (source.Catalog.Objects.Any(o => o.Name == Object) && source.Has(Object))
        {
            await foreach (SourceRecord record in source.Read(Object, cancellationToken))
            {
                if (record.Fault is not null)
                {
                    unusable++;
                    continue;
                }

                definitions.Add(new WorkflowDefinition(
                    record.Text("name") ?? record.Key,
                    record.Text("kind"),
                    record.Text("trigger"),
                    record.Text("action"),
                    record.Read("is_active").Value as bool?,
                    record.Text("notes"),
                    record.Position.ToString()));
            }
        }

        return (definitions, unusable);
    }
}
