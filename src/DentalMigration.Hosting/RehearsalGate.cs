using System.Globalization;
using System.Text.Json;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Verification;

namespace DentalMigration.Hosting;

/// <summary>Keeps a run's approval in its ledger, and asks for it before rows move into an organisation that is not on this machine.</summary>
public static class RehearsalGate
{
    /// <summary>Most patients of a sample; more of them are a run that needs an approval.</summary>
    public const int LargestSample = 500;

    /// <summary>The largest part of the export's patients that is a sample.</summary>
    public const double LargestShare = 0.25;

    private const string Name = "approval";
    private const string Sandbox = "sandbox";
    private const string Patient = "patient";

    /// <summary>The approval of a migration, or null.</summary>
    public static RunApproval? Find(MigrationLedger ledger) =>
        ledger.Get(Name) is { } json ? JsonSerializer.Deserialize<RunApproval>(json) : null;

    /// <summary>Approves a migration.</summary>
    /// <param name="migration">The migration, open.</param>
    /// <param name="approver">A name or an e-mail address.</param>
    /// <param name="rehearsal">Path of the rehearsal's ledger, or null.</param>
    /// <param name="waiver">Why there was no rehearsal; needed when <paramref name="rehearsal"/> is null.</param>
    /// <param name="legalBasis">On what legal basis the data may move; needed where <paramref name="isLocal"/> is false and the organisation no sandbox.</param>
    /// <param name="isLocal">True where the organisation is on this machine.</param>
    /// <exception cref="MigrationException"><c>ApproverMissing</c>, <c>WaiverMissing</c>, <c>LegalBasisMissing</c>, <c>RehearsalDiffers</c>,
    /// <c>RehearsalEmpty</c>, <c>RehearsalNotCompared</c>.</exception>
    public static RunApproval Approve(Migration migration, string approver, string? rehearsal, string? waiver, string? legalBasis, bool isLocal)
    {
        if (string.IsNullOrWhiteSpace(approver))
        {
            throw new MigrationException("ApproverMissing", "An approval names a person: give a name or an e-mail address.");
        }

        if (rehearsal is null && string.IsNullOrWhiteSpace(waiver))
        {
            throw new MigrationException("WaiverMissing", "Name the rehearsal this run rests on, or say why there was none.");
        }

        bool needsBasis = !isLocal && !IsSandbox(migration);
        if (needsBasis && string.IsNullOrWhiteSpace(legalBasis))
        {
            throw BasisMissing();
        }

        ComparisonMark? compared = rehearsal is null ? null : Check(migration, rehearsal);
        var approval = new RunApproval(
            approver.Trim(), migration.Setup.Clock.GetUtcNow(), Path.GetFileName(rehearsal), rehearsal is null ? waiver!.Trim() : null)
        {
            LegalBasis = string.IsNullOrWhiteSpace(legalBasis) ? null : legalBasis.Trim(),
            Compared = compared is null ? null : string.Create(CultureInfo.InvariantCulture, $"{compared.Fields} fields compared, {compared.Differing} differed"),
        };
        migration.Ledger.Set(Name, JsonSerializer.Serialize(approval));
        string note = approval.Compared is null ? approval.ToString() : $"{approval}; {approval.Compared}";
        migration.Ledger.Audit.Append(new AuditEntry(Environment.UserName, 0, "approve", null, "done", Note: note));
        migration.Ledger.Commit();
        return approval;
    }

    /// <summary>Notes a person's word that the organisation is a sandbox, in which rehearsals of any size may be loaded.</summary>
    /// <param name="migration">The migration, open.</param>
    public static void NameSandbox(Migration migration)
    {
        if (!IsSandbox(migration))
        {
            migration.Ledger.Set(Sandbox, migration.OrganizationId.ToString("D"));
            migration.Ledger.Audit.Append(new AuditEntry(Environment.UserName, 0, "confirm", null, "done", Note: "the organisation is a sandbox"));
            migration.Ledger.Commit();
        }
    }

    /// <summary>Refuses a run that nobody approved, unless it can spoil nothing.</summary>
    /// <param name="migration">The migration, open.</param>
    /// <param name="isLocal">True where the organisation is on this machine.</param>
    /// <param name="selection">The chosen records, their parents among them; null for everything.</param>
    /// <param name="cancellationToken">Stops the counting.</param>
    /// <exception cref="MigrationException"><c>RehearsalMissing</c>, <c>LegalBasisMissing</c>.</exception>
    public static async Task DemandAsync(Migration migration, bool isLocal, RecordSelection? selection, CancellationToken cancellationToken)
    {
        if (isLocal || IsSandbox(migration))
        {
            return;
        }

        if (Find(migration.Ledger) is { } approval)
        {
            if (approval.LegalBasis is null)
            {
                throw BasisMissing();
            }

            return;
        }

        if (selection is null)
        {
            throw new MigrationException(
                "RehearsalMissing", "Nobody has approved this run. Run Approve-Migration with -Rehearsal, or with -WaiveRehearsal and the reason.");
        }

        (long chosen, long all) = await CountAsync(migration, selection, cancellationToken);
        if (chosen > LargestSample || chosen > all * LargestShare)
        {
            throw new MigrationException(
                "RehearsalMissing",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{chosen} of the export's {all} patients are no sample: that is at most {LargestSample} of them and at most a quarter, those loaded before included. ")
                + "Choose fewer, name the organisation a sandbox with -Sandbox in New-Migration, or have the run approved with Approve-Migration.");
        }
    }

    private static bool IsSandbox(Migration migration) => migration.Ledger.Get(Sandbox) == migration.OrganizationId.ToString("D");

    /// <summary>The patients that would be there after the run, and those of the export.</summary>
    private static async Task<(long Chosen, long All)> CountAsync(Migration migration, RecordSelection selection, CancellationToken cancellationToken)
    {
        if (migration.Setup.Map.Find(Patient) is not { } map || !migration.Setup.Source.Has(Patient))
        {
            return (0, 0);
        }

        int number = migration.Ledger.ObjectNumber(Patient, map.Table);
        long before = migration.Ledger.Records.Walk(number, RecordState.Written)
            .Concat(migration.Ledger.Records.Walk(number, RecordState.Intent))
            .LongCount(r => !selection.Contains(Patient, r.Key));
        return (before + selection.CountOf(Patient), await migration.Setup.Source.Read(Patient, cancellationToken).LongCountAsync(cancellationToken));
    }

    private static ComparisonMark Check(Migration migration, string path)
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

        return ComparisonMark.Find(rehearsal) ?? throw new MigrationException(
            "RehearsalNotCompared",
            "Nobody has compared what the rehearsal loaded last with its source, or not to the end. Run Compare-MigrationRecord on the rehearsal and read the differences, then approve.");
    }

    private static MigrationException BasisMissing() => new(
        "LegalBasisMissing",
        "Patients' data would move to a real organisation: the approval says on what legal basis. Run Approve-Migration with -LegalBasis, such as 'KVKK Art. 9, standard contract' or 'HIPAA BAA'.");
}
