using System.Management.Automation;
using DentalMigration.Hosting;
using DentalMigration.Hosting.Preflight;

namespace DentalMigration.Commands;

/// <summary>
/// Authorises a run in a person's name: on the strength of a rehearsal with the same map whose comparison was read to its end, or with the
/// reason for having none, and on the legal basis on which patients' data may move. Also names the
/// organisation back, and waives findings of Test-MigrationTarget by their codes. All of it is kept in the ledger and audited.
/// </summary>
[Cmdlet(VerbsLifecycle.Approve, "Migration", SupportsShouldProcess = true, DefaultParameterSetName = "Finding")]
[OutputType(typeof(PracticeMigration))]
public sealed class ApproveMigrationCommand : MigrationCommand
{
    /// <summary>The rehearsal this run rests on.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Rehearsal")]
    public PracticeMigration Rehearsal { get; set; } = null!;

    /// <summary>Why there was no rehearsal.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Waiver")]
    public string WaiveRehearsal { get; set; } = "";

    /// <summary>
    /// On what legal basis patients' data may move, such as 'KVKK Art. 9, standard contract' or 'HIPAA BAA'; needed where the organisation is
    /// neither on this machine nor a sandbox.
    /// </summary>
    [Parameter(ParameterSetName = "Rehearsal")]
    [Parameter(ParameterSetName = "Waiver")]
    [ValidateNotNullOrEmpty]
    public string? LegalBasis { get; set; }

    /// <summary>Who approves: a name or an e-mail address.</summary>
    [Parameter(Mandatory = true)]
    [ArgumentCompleter(typeof(UserCompleter))]
    public string Approver { get; set; } = "";

    /// <summary>Codes of findings of Test-MigrationTarget to load in spite of; given alone, nothing else is approved.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Finding")]
    [Parameter(ParameterSetName = "Rehearsal")]
    [Parameter(ParameterSetName = "Waiver")]
    [ArgumentCompleter(typeof(WaiverCodeCompleter))]
    public string[] Waive { get; set; } = [];

    /// <summary>Why the findings are waived.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Finding")]
    [Parameter(ParameterSetName = "Rehearsal")]
    [Parameter(ParameterSetName = "Waiver")]
    public string? Reason { get; set; }

    /// <summary>Id or name of the organisation the run writes to, or the first part of its host: a load elsewhere than on this machine wants it named.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ExpectedOrganization { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ShouldProcess(Migration.ToString(), ParameterSetName == "Finding" ? $"Waive {string.Join(", ", Waive)} as {Approver}" : $"Approve migration as {Approver}"))
        {
            string? rehearsal = ParameterSetName == "Rehearsal" ? Rehearsal.Ledger : null;
            DataverseTarget target = TargetOrCurrent(Migration.TargetObject);
            RunWithLedger(async (open, _, stop) =>
            {
                if (ExpectedOrganization is not null)
                {
                    await TargetGate.ConfirmAsync(open, target.Target, ExpectedOrganization, stop).ConfigureAwait(false);
                }

                if (Waive.Length > 0)
                {
                    TargetWaivers.Add(open, Waive, Reason, Approver);
                }

                if (ParameterSetName != "Finding")
                {
                    RehearsalGate.Approve(open, Approver, rehearsal, WaiveRehearsal, LegalBasis, target.Target.IsLocal);
                }
            });
        }

        WriteObject(Migration);
    }
}
