using System.Management.Automation;
using DentalMigration.Ledger;

namespace DentalMigration.Commands;

/// <summary>
/// Tells whether a migration's audit log is whole: nothing changed, taken out, put in or cut off since it was written; with -Against also whether
/// it still goes on from a copy that was kept elsewhere. With -Path it looks at such a copy alone. The first broken link is told as an error.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "MigrationAudit", DefaultParameterSetName = "Migration")]
[OutputType(typeof(bool))]
public sealed class TestMigrationAuditCommand : LedgerCommand
{
    /// <summary>Copies of the log, as Get-MigrationAudit -Path wrote them, with * and ?; no ledger is needed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Copies of the log, their names taken as they are; of piped files theirs.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>A copy of the log from before, which the ledger is held against.</summary>
    [Parameter(ParameterSetName = "Migration")]
    [Parameter(ParameterSetName = "Ledger")]
    [ValidateNotNullOrEmpty]
    public string? Against { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName is "Path" or "LiteralPath")
        {
            bool isLiteral = ParameterSetName == "LiteralPath";
            foreach (string file in FilePaths.Each(this, isLiteral ? LiteralPath : Path, isLiteral))
            {
                Check(file);
            }

            return;
        }

        string? copy = Against is null ? null : ResolvePath(Against);
        RunOnLedger((ledger, pipeline) => Tell(pipeline, copy is null ? ledger.Audit.Check() : ledger.Audit.CheckAgainst(AuditFile.Read(copy))));
    }

    private void Check(string file)
    {
        AuditBreak? broken;
        try
        {
            broken = AuditFile.Check(file);
        }
        catch (Exception e) when (e is not RuntimeException)
        {
            WriteDebug(HostErrors.Trace(e));
            WriteError(HostErrors.ToRecord(e, file));
            return;
        }

        RunOnPipeline((pipeline, _) =>
        {
            Tell(pipeline, broken);
            return Task.CompletedTask;
        });
    }

    private static void Tell(PipelineRelay pipeline, AuditBreak? broken)
    {
        if (broken is not null)
        {
            pipeline.Error(HostErrors.ToRecord("AuditBroken", $"The audit log is not as it was written. {broken.Reason}", broken.Sequence));
        }

        pipeline.Write(broken is null);
    }
}
