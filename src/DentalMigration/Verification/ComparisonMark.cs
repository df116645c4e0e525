using System.Text.Json;
using DentalMigration.Ledger;

namespace DentalMigration.Verification;

/// <summary>That a field-level diff of a run was read to its end: an approval can rest on a rehearsal only where somebody looked at what it did.</summary>
/// <param name="Run">The newest run that loaded when it was read.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Fields">Fields compared.</param>
/// <param name="Differing">How many of them differed.</param>
public sealed record ComparisonMark(long Run, DateTimeOffset At, long Fields, long Differing)
{
    private const string Name = "compared";

    /// <summary>The mark of the ledger's newest load; null where that was not compared, or not to the end.</summary>
    public static ComparisonMark? Find(MigrationLedger ledger) =>
        ledger.Get(Name) is { } json && JsonSerializer.Deserialize<ComparisonMark>(json) is { } mark && mark.Run == Last(ledger) ? mark : null;

    /// <summary>Notes that all objects were compared; nothing where the same was noted before.</summary>
    internal static void Set(MigrationLedger ledger, string who, TimeProvider clock, long fields, long differing)
    {
        if (Find(ledger) is { } known && (known.Fields, known.Differing) == (fields, differing))
        {
            return;
        }

        var mark = new ComparisonMark(Last(ledger), clock.GetUtcNow(), fields, differing);
        ledger.Set(Name, JsonSerializer.Serialize(mark));
        ledger.Audit.Append(new AuditEntry(who, mark.Run, "compare", null, "done", Note: FormattableString.Invariant($"{fields} fields, {differing} differ")));
        ledger.Commit();
    }

    private static long Last(MigrationLedger ledger) => ledger.Runs.LastLoaded();
}
