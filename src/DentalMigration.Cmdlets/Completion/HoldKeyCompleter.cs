using DentalMigration.Ledger;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Commands;

/// <summary>Completes the keys of held records, as Get-MigrationHold shows them, with the reason.</summary>
public sealed class HoldKeyCompleter : LedgerCompleter
{
    private const int Most = 200;

    private protected override IEnumerable<Completion> Find(MigrationLedger ledger, TypedLine line) =>
        Problems(ledger, line).Where(p => p.Kind == ProblemKind.Held && p.Key.Length > 0).Take(Most).Select(p => new Completion(p.Key, $"{p.Object}: {p.Code}"));
}
