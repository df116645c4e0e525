using System.Text.Json;
using DentalMigration.Ledger;
using DentalMigration.Loading;

namespace DentalMigration.Hosting;

/// <summary>A person's yes to a run on a real organisation: it names the rehearsal it rests on, or says why there was none.</summary>
/// <param name="Approver">Who.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Rehearsal">File name of the rehearsal's ledger; null when it was waived.</param>
/// <param name="Waiver">Why there was no rehearsal; null when there was one.</param>
public sealed record RunApproval(string Approver, DateTimeOffset At, string? Rehearsal, string? Waiver);

/// <summary>Keeps a run's approval in its ledger, and asks for it before rows move into an organisation that is not on this machine.</summary>
public static class RehearsalGate
{
    private const string Name = "approval";

    /// <summary>The approval of a migration, or null.</summary>
    public static RunApproval? Find(MigrationLedger ledger) =>
        ledger.Get(Name) is { } json ? JsonSerializer.Deserialize<RunApproval>(json) : null;

    /// <summary>Approves a migration.</summary>
    /// <param name="migration">The migration, open.</param>
    /// <param name="approver">A name or an e-mail address.</param>
    /// <param name="rehearsal">Path of the rehearsal's ledger, or null.</param>
    /// <param name="waiver">Why there was no rehearsal; needed when <paramref name="rehearsal"/> is null.</param>
    /// <exception cref="MigrationException"><c>ApproverMissing</c>, <c>WaiverMissing</c>, <c>RehearsalDiffers</c>, <c>RehearsalEmpty</c>.</exception>
    public static RunApproval Approve(Migration migration, string approver, string? rehearsal, string? waiver)
    {
        if (string.IsNullOrWhiteSpace(approver))
        {
            throw new MigrationException("ApproverMissing", "An approval names a person: give a name or an e-mail address.");
        }

        if (rehearsal is not null)
        {
            Check(migration, rehearsal);
        }
        else if (string.IsNullOrWhiteSpace(waiver))
        {
            throw new MigrationException("WaiverMissing", "Name the rehearsal this run rests on, or say why there was none.");
        }

        TimeProvider clock = migration.Setup.Clock;
        var approval = new RunApproval(approver.Trim(), clock.GetUtcNow(), Path.GetFileName(rehearsal), rehearsal is null ? waiver!.Trim() : null);
        migration.Ledger.Set(Name, JsonSerializer.Serialize(approval));
        migration.Ledger.Audit.Append(new AuditEntry(
            Environment.UserName,
            0,
            "approve",
            null,
            "done",
            Note: rehearsal is null ? $"{approval.Approver}: rehearsal waived, {approval.Waiver}" : $"{approval.Approver}: rehearsal {approval.Rehearsal}"));
        migration.Ledger.Commit();
        return approval;
    }

    /// <summary>Refuses a run that nobody approved, unless it can spoil nothing.</summary>
    /// <param name="migration">The migration, open.</param>
    /// <param name="isLocal">True where the organisation is on this machine.</param>
    /// <param name="isSample">True where only chosen records are loaded: a rehearsal.</param>
    /// <exception cref="MigrationException"><c>RehearsalMissing</c>.</exception>
    public static void Demand(Migration migration, bool isLocal, bool isSample)
    {
        if (!isLocal && !isSample && Find(migration.Ledger) is null)
        {
            throw new MigrationException(
                "RehearsalMissing", "Nobody has approved this run. Run Approve-Migration with -Rehearsal, or with -WaiveRehearsal and the reason.");
        }
    }

    private static void Check(Migration migration, string path)
    {
        if (Path.GetFullPath(path) == Path.GetFullPath(migration.Ledger.Path))
        {
            throw new MigrationException("RehearsalDiffers", "A migration cannot rest on itself. Give the ledger of its rehearsal.");
        }

        using MigrationLedger rehearsal = MigrationLedger.Open(path, migration.Setup.Clock, mustExist: true);
        foreach (string name in (string[])["system", "scope", "map"])
        {
            if (rehearsal.Get(name) != migration.Ledger.Get(name))
            {
                throw new MigrationException("RehearsalDiffers", $"The rehearsal was of another {name}. Rehearse with the map that is to be run.");
            }
        }

        if (rehearsal.Runs.Counts(rehearsal.Runs.Last("load")).Sum(c => c.Created + c.Updated + c.Unchanged) == 0)
        {
            throw new MigrationException("RehearsalEmpty", "The rehearsal loaded nothing. Load a sample and compare it before you approve.");
        }
    }
}
