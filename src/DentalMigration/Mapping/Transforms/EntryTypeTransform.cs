using System.Runtime.CompilerServices;
using DentalMigration.Mapping.Rows;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Transforms;

/// <summary>
/// The kind of a ledger entry: its word, or where it has none the amount that is filled. Money received that is negative is a refund,
/// whatever its word says: that is how both systems write one.
/// </summary>
internal sealed class EntryTypeTransform : ITransform
{
    private const string Refund = "Refund";

    /// <summary>Amount field → the kind of an entry where nothing else is filled, in the order they are looked at.</summary>
    private static readonly (string Field, string Word)[] Amounts =
    [
        ("refund_amount", Refund), ("insurance_payment", "Insurance Payment"), ("payment_amount", "Payment"),
        ("writeoff_amount", "Write-off"), ("adjustment_amount", "Adjustment"), ("charge_amount", "Charge"),
    ];

    private static readonly ConditionalWeakTable<ColumnMap, HashSet<string>> Payments = [];

    public string Name => "entrytype";

    public string Description => "The kind of a ledger entry, by its word or by the amount that is filled; a negative payment is a Refund.";

    public TransformYield Yields => TransformYield.Text;

    public object? Apply(RowContext row, ColumnMap column)
    {
        string? word = null;
        var amounts = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (string field in column.From)
        {
            switch (row.Read(field, column.OnFault))
            {
                case string text: word ??= text; break;
                case decimal amount and not 0: amounts[field] = amount; break;
            }
        }

        string? filled = Amounts.FirstOrDefault(a => amounts.ContainsKey(a.Field)).Word;
        bool isPayment = word is null ? filled is "Payment" or "Insurance Payment" : IsPayment(word, column);
        decimal received = amounts.GetValueOrDefault("payment_amount") + amounts.GetValueOrDefault("insurance_payment");
        return received < 0 || (isPayment && received == 0 && amounts.GetValueOrDefault("amount") < 0) ? Refund : word ?? filled;
    }

    private static bool IsPayment(string word, ColumnMap column) => Payments.GetValue(column, PaymentWords).Contains(HeaderFold.Fold(word));

    /// <summary>The column's words, folded, that mean what <c>Payment</c> or <c>Insurance Payment</c> means.</summary>
    private static HashSet<string> PaymentWords(ColumnMap column)
    {
        ILookup<string, int> values = (column.Values ?? new Dictionary<string, int>()).ToLookup(v => HeaderFold.Fold(v.Key), v => v.Value, StringComparer.Ordinal);
        HashSet<int> payments = [.. values[HeaderFold.Fold("Payment")].Take(1), .. values[HeaderFold.Fold("Insurance Payment")].Take(1)];
        return values.Where(v => payments.Contains(v.First())).Select(v => v.Key).ToHashSet(StringComparer.Ordinal);
    }
}
