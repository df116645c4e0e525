using System.Management.Automation;
using DentalMigration.Hosting;

namespace DentalMigration.Commands;

/// <summary>Authorises a run in a person's name: on the strength of a rehearsal with the same map, or with the reason for having none.</summary>
[Cmdlet(VerbsLifecycle.Approve, "Migration", SupportsShouldProcess = true, DefaultParameterSetName = "Rehearsal")]
[OutputType(typeof(PracticeMigration))]
public sealed class ApproveMigrationCommand : MigrationCommand
{
    /// <summary>The rehearsal this run rests on.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Rehearsal")]
    public PracticeMigration Rehearsal { get; set; } = null!;

    /// <summary>Why there was no rehearsal.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Waiver")]
    public string WaiveRehearsal { get; set; } = "";

    /// <summary>Who approves: a name or an e-mail address.</summary>
    [Parameter(Mandatory = true)]
    public string Approver { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ShouldProcess(Migration.ToString(), $"Approve migration as {Approver}"))
        {
            string? rehearsal = ParameterSetName == "Rehearsal" ? Rehearsal.Ledger : null;
            RunWithLedger((open, _, _) =>
            {
                RehearsalGate.Approve(open, Approver, rehearsal, WaiveRehearsal);
                return Task.CompletedTask;
            });
        }

        WriteObject(Migration);
    }
}
