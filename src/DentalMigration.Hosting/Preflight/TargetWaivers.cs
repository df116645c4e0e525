using System.Text.Json;
using DentalMigration.Ledger;
using DentalMigration.Loading;

namespace DentalMigration.Hosting.Preflight;

/// <summary>Keeps in a migration's ledger what people waived about its target.</summary>
public static class TargetWaivers
{
    private const string Name = "waivers";

    /// <summary>The waivers of a migration, in the order they were given.</summary>
    public static IReadOnlyList<TargetWaiver> Of(MigrationLedger ledger) =>
        ledger.Get(Name) is { } json ? JsonSerializer.Deserialize<TargetWaiver[]>(json)! : [];

    /// <summary>Waives findings by their codes.</summary>
    /// <param name="migration">The migration, open.</param>
    /// <param name="codes">The codes; one that was waived before is waived anew.</param>
    /// <param name="reason">Why.</param>
    /// <param name="approver">Who decides: a name or an e-mail address.</param>
    /// <exception cref="MigrationException"><c>UnknownFinding</c>, <c>ReasonMissing</c>, <c>ApproverMissing</c>.</exception>
    public static void Add(Migration migration, IReadOnlyList<string> codes, string? reason, string? approver)
    {
        if (string.IsNullOrWhiteSpace(approver))
        {
            throw new MigrationException("ApproverMissing", "A waiver names a person: give a name or an e-mail address.");
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new MigrationException("ReasonMissing", "A waiver says why: give the reason.");
        }

        List<TargetWaiver> all = [.. Of(migration.Ledger)];
        foreach (string given in codes)
        {
            string code = TargetCodes.Waivable.FirstOrDefault(c => c.Equals(given.Trim(), StringComparison.OrdinalIgnoreCase))
                ?? throw new MigrationException(
                    "UnknownFinding", $"There is nothing called '{given}' to waive. What can be waived is {string.Join(", ", TargetCodes.Waivable)}.");
            all.RemoveAll(w => w.Code == code);
            all.Add(new TargetWaiver(code, reason.Trim(), approver.Trim(), migration.Setup.Clock.GetUtcNow()));
            migration.Ledger.Audit.Append(new AuditEntry(
                Environment.UserName, 0, "waive", null, code, Note: $"{approver.Trim()}: {reason.Trim()}"));
        }

        migration.Ledger.Set(Name, JsonSerializer.Serialize(all));
        migration.Ledger.Commit();
    }
}
