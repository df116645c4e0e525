using System.Management.Automation;
using DentalMigration.Hosting.Preflight;
using DentalMigration.Ledger;

namespace DentalMigration.Commands;

/// <summary>
/// Tells whether an organisation is the one that is meant and ready for a migration: one error for each thing that would spoil a load and
/// that nobody waived, a warning for each that should be looked at. Every load begins with the same look.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "MigrationTarget")]
[OutputType(typeof(bool))]
[OutputType("DentalMigration.Hosting.Preflight.TargetFinding")]
public sealed class TestMigrationTargetCommand : PipelineCmdlet
{
    /// <summary>The organisation; the one this runspace connected last when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public DataverseTarget? Target { get; set; }

    /// <summary>A map whose tables are looked at: their schema, and what runs on them.</summary>
    [Parameter]
    public MapDocument? Map { get; set; }

    /// <summary>An export whose files are held against the organisation's limits.</summary>
    [Parameter]
    public MigrationSource? Source { get; set; }

    /// <summary>A migration, for its map, export and waivers.</summary>
    [Parameter]
    public PracticeMigration? Migration { get; set; }

    /// <summary>Id or name of the organisation that is meant, or the first part of its host.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ExpectedOrganization { get; set; }

    /// <summary>Demands that the map's schema is there already.</summary>
    [Parameter]
    public SwitchParameter RequireSchema { get; set; }

    /// <summary>The licence whose limit of tables holds.</summary>
    [Parameter]
    public DataverseLicense License { get; set; } = DataverseLicense.SalesProfessional;

    /// <summary>Emits the findings, waived ones too, instead of true or false, and writes no errors.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    private protected override object? Subject => Target?.Name;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        DataverseTarget target = TargetOrCurrent(Target ?? Migration?.TargetObject);
        RunOnPipeline(async (pipeline, stop) =>
        {
            string name = await OrganizationName.OfAsync(target.Target, stop).ConfigureAwait(false);
            pipeline.Inform($"Organisation '{name}', {target.OrganizationId:D}, at {target.Name}.");
            var question = new PreflightQuestion
            {
                Map = Map?.Map ?? Migration?.Map.Map,
                Source = Source?.Source ?? Migration?.SourceObject.Source,
                ExpectedOrganization = ExpectedOrganization,
                NeedsSchema = RequireSchema,
                License = License.Tier(),
                Waivers = Migration is { } m && File.Exists(m.Ledger) ? Waivers(m.Ledger) : [],
            };
            bool ready = true;
            await foreach (TargetFinding finding in TargetPreflight.CheckAsync(target.Target, question, stop).ConfigureAwait(false))
            {
                ready &= !finding.Stops;
                Tell(pipeline, finding);
            }

            if (!Detailed)
            {
                pipeline.Write(ready);
            }
        });
    }

    private static IReadOnlyList<TargetWaiver> Waivers(string path)
    {
        using MigrationLedger ledger = MigrationLedger.Open(path, TimeProvider.System, mustExist: true);
        return TargetWaivers.Of(ledger);
    }

    private void Tell(PipelineRelay pipeline, TargetFinding finding)
    {
        if (Detailed)
        {
            pipeline.Write(finding);
        }
        else if (finding.Stops)
        {
            pipeline.Error(HostErrors.ToRecord(finding.Code, finding.Message, finding.Place));
        }
        else if (finding.Waiver is { } waiver)
        {
            pipeline.Verbose($"{finding.Code}, {finding.Place}: waived by {waiver.Approver}, {waiver.Reason}");
        }
        else
        {
            pipeline.Warn($"{finding.Code}, {finding.Place}: {finding.Message}");
        }
    }
}
