using System.Management.Automation;
using DentalMigration.Hosting;
using DentalMigration.Loading.Owners;
using DentalMigration.Owners;

namespace DentalMigration.Commands;

/// <summary>
/// Gives the rows that waited for their provider's user to it, parents first, and gives back what an assignment took along. Journaled: a
/// broken update goes on where it stopped, and running it again does nothing more. Emits a line per object. The owners found become the
/// migration's; load or sync again to fill the lookups to the new users as well.
/// </summary>
[Cmdlet(VerbsData.Update, "MigrationOwner", SupportsShouldProcess = true)]
[OutputType("DentalMigration.Loading.Owners.OwnerMove")]
[OutputType(typeof(PracticeMigration))]
public sealed class UpdateMigrationOwnerCommand : MigrationCommand
{
    /// <summary>The owner map, resolved anew; when left out, the providers are looked up again, and what people decided stays.</summary>
    [Parameter]
    public ProviderOwner[]? Owner { get; set; }

    /// <summary>Emits the migration instead of the lines.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        DataverseTarget target = TargetOrCurrent(Migration.TargetObject);
        if (!ShouldProcess(Migration.ToString(), "Give staged rows to their owners"))
        {
            return;
        }

        RunWithLedger(async (open, pipeline, stop) =>
        {
            await TargetGate.DemandAsync(open, target.Target, pipeline.Warn, stop).ConfigureAwait(false);
            IReadOnlyList<ProviderOwner> rows = Owner ?? await AgainAsync(target, stop).ConfigureAwait(false);
            Migration.Replace(rows, open.Ledger);
            IReadOnlyList<OwnerMove> moves;
            using (var progress = new ProgressReporter(pipeline, "Give staged rows to their owners"))
            {
                moves = await open.UpdateOwnersAsync(OwnerRows.ToMap(rows), progress, stop).ConfigureAwait(false);
            }

            foreach (OwnerMove move in PassThru ? [] : moves)
            {
                pipeline.Write(move);
            }

            if (PassThru)
            {
                pipeline.Write(Migration);
            }
        });
    }

    private async Task<IReadOnlyList<ProviderOwner>> AgainAsync(DataverseTarget target, CancellationToken stop)
    {
        IReadOnlyList<ProviderOwner> rows = Migration.Owners;
        ProviderOwner fallback = rows.Single(r => r.Provider == ProviderOwner.Fallback);
        OwnerMap map = await OwnerResolver.ResolveAsync(
            Migration.SourceObject.Source.Read("provider", stop),
            fallback.OwnerId.ToString("D"),
            OwnerRows.Choices(rows),
            target.Target.Client,
            TimeProvider.System,
            stop).ConfigureAwait(false);
        return [.. OwnerRows.Of(map, fallback.Name, target.OrganizationId)];
    }
}
