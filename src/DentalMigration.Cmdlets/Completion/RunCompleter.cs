using System.Globalization;
using DentalMigration.Ledger;

namespace DentalMigration.Commands;

/// <summary>Completes numbers of runs, the newest first, with what they were and how they ended.</summary>
public sealed class RunCompleter : LedgerCompleter
{
    private protected override IEnumerable<Completion> Find(MigrationLedger ledger, TypedLine line) =>
        ledger.Runs.All().Reverse().Select(r => new Completion(Number(r.Run), $"{r.Kind}, {r.Outcome ?? "broken off"}"));

    /// <summary>The migration knows how many there are.</summary>
    private protected override IEnumerable<Completion> Otherwise(TypedLine line)
    {
        for (long run = line.Migration?.Run ?? 0; run > 0; run--)
        {
            yield return new Completion(Number(run));
        }
    }

    private static string Number(long run) => run.ToString(CultureInfo.InvariantCulture);
}
