using DentalMigration.Profiling.Keys;
using DentalMigration.Systems;

namespace DentalMigration.Profiling.Checks;

/// <summary>
/// Holds the balance each patient's record shows against the sum of the patient's ledger, in ten-thousandths. A patient with an entry in a
/// foreign currency is set aside: their sum would mean nothing.
/// </summary>
internal sealed class AccountMeter(SystemCatalog catalog, CatalogAccount account, KeyStore store, Places places)
{
    private const decimal Units = 10_000;

    private readonly CurrencyWords _words = new(catalog);
    private readonly KeyTally _differences = new(store);
    private readonly KeySet _foreign = new(store);
    private bool _hasBalances;
    private bool _hasCharges;
    private bool _hasPayments;

    /// <summary>The check that takes an object's records into account; null where it has no part in it.</summary>
    public RowCheck? CheckFor(RowScope scope) => scope.Object.Name switch
    {
        "patient" => new Balances(this, scope),
        "ledger" when scope.Object.Find("patient_id") is not null => new Entries(this, scope),
        _ => null,
    };

    /// <summary>What there is to say when all objects are read.</summary>
    private IEnumerable<ProfileFinding> Findings()
    {
        if (!_hasBalances || !_hasCharges || !_hasPayments)
        {
            yield break;
        }

        long differing = 0;
        long aside = 0;
        long first = KeyTally.Nowhere;
        foreach ((ulong patient, KeyTotal total) in _differences.Totals())
        {
            if (total.Count == 0 || total.Sum == 0)
            {
                continue;
            }

            if (_foreign.Contains(patient))
            {
                aside++;
                continue;
            }

            differing++;
            first = Math.Min(first, total.First);
        }

        var write = new FindingWriter("patient", account.Balance, places);
        if (differing > 0)
        {
            yield return write.Error("BalanceDiffers", differing, first,
                $"Patients show another balance than the sum of their ledger, so entries are missing. {account.Advice}");
        }

        if (aside > 0)
        {
            yield return write.Information("BalanceNotChecked", aside, KeyTally.Nowhere,
                "Balances were not held against the ledger where it has entries in another currency. Compare these by hand.");
        }
    }

    private static long Scaled(object? value) => value is decimal amount && Math.Abs(amount) < long.MaxValue / 2 / Units
        ? (long)decimal.Round(amount * Units)
        : 0;

    private sealed class Balances(AccountMeter meter, RowScope scope) : RowCheck
    {
        private readonly AccountMeter _meter = meter;
        private readonly int _balance = scope.Row.Slot(meter.Account.Balance);

        public override void Add(RowValues row)
        {
            if (row.Value(_balance) is decimal balance)
            {
                _meter._hasBalances = true;
                _meter._differences.Add(row.Key, new KeyTotal(Scaled(balance), 1, row.Place));
            }
        }

        public override IEnumerable<ProfileFinding> Findings() => _meter.Findings();
    }

    private CatalogAccount Account => account;

    private sealed class Entries(AccountMeter meter, RowScope scope) : RowCheck
    {
        private readonly int _patient = scope.Row.Slot("patient_id");
        private readonly int _currency = scope.Row.Slot("currency");
        private readonly int[] _adds = [.. meter.Account.Adds.Select(scope.Row.Slot)];
        private readonly int[] _subtracts = [.. meter.Account.Subtracts.Select(scope.Row.Slot)];

        public override void Add(RowValues row)
        {
            if (row.Link(_patient) is not (> 0 and var patient))
            {
                return;
            }

            if (meter.IsForeign(row.Value(_currency) as string))
            {
                meter._foreign.Add(patient);
            }

            long charged = Sum(row, _adds, ref meter._hasCharges);
            long paid = Sum(row, _subtracts, ref meter._hasPayments);
            meter._differences.Add(patient, new KeyTotal(paid - charged, 0, KeyTally.Nowhere));
        }

        public override IEnumerable<ProfileFinding> Findings() => [];

        private static long Sum(RowValues row, int[] slots, ref bool has)
        {
            long sum = 0;
            foreach (int slot in slots)
            {
                has |= row.Value(slot) is decimal;
                sum += Scaled(row.Value(slot));
            }

            return sum;
        }
    }

    private bool IsForeign(string? word) => word is not null && _words.Code(word) != account.Currency;
}
