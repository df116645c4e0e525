using System.Management.Automation;
using DentalMigration.Ledger;

namespace DentalMigration.Commands;

/// <summary>
/// Streams a migration's audit log: who did what to which rows, with what outcome. Holds ids, counts and codes, no values. With -Path it writes a
/// copy instead, to be kept elsewhere: each line proves the ones before it.
/// </summary>
[Cmdlet(VerbsCommon.Get, "MigrationAudit", SupportsShouldProcess = true, DefaultParameterSetName = "Migration")]
[OutputType(typeof(AuditRecord), typeof(FileInfo))]
public sealed class GetMigrationAuditCommand : LedgerCommand
{
    /// <summary>Writes all entries to this file, as JSON lines (.jsonl) or CSV (.csv), and gives the file.</summary>
    [Parameter]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Only entries of this run.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RunCompleter))]
    [ValidateRange(0, long.MaxValue)]
    public long? Run { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string? file = Path is null ? null : ResolvePath(Path);
        if (file is not null && Run is not null)
        {
            Fail(new MigrationException("AuditPartial", "A copy holds the whole log, or it could not prove itself. Leave -Run out."));
        }

        if (file is not null && !ShouldProcess(file, "Write a copy of the audit log"))
        {
            return;
        }

        RunOnLedger((ledger, pipeline) =>
        {
            if (file is not null)
            {
                AuditFile.Write(file, ledger.Audit.Read());
                return;
            }

            foreach (AuditLine line in ledger.Audit.Read().Where(l => Run is null || l.Entry.Run == Run))
            {
                pipeline.Write(new AuditRecord(line));
            }
        });
        if (file is not null)
        {
            WriteFile(file);
        }
    }
}
