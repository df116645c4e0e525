using System.Globalization;
using DentalMigration.Ledger;

namespace DentalMigration.Commands;

/// <summary>Completes the codes a run held or rejected rows for, the most frequent first.</summary>
public sealed class HoldCodeCompleter : LedgerCompleter
{
    private protected override IEnumerable<Completion> Find(MigrationLedger ledger, TypedLine line) =>
        Problems(ledger, line).CountBy(p => p.Code).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => new Completion(c.Key, string.Create(CultureInfo.InvariantCulture, $"{c.Value:N0} rows")));
}
