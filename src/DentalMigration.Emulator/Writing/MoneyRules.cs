using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Writing;

/// <summary>Money: the currency defaults to the organization's, the exchange rate follows it, and each amount has a base amount.</summary>
internal static class MoneyRules
{
    /// <param name="scope">The transaction.</param>
    /// <param name="row">The row about to be written.</param>
    /// <param name="existing">Its id when it is an update.</param>
    public static void Apply(WriteScope scope, RowDraft row, Guid? existing)
    {
        Table table = row.Table;
        if (!table.Has("exchangerate") || !table.Has("transactioncurrencyid") || table.Name == "transactioncurrency")
        {
            return;
        }
        bool currencyGiven = row.TryGet("transactioncurrencyid", out Cell currency);
        bool touched = currencyGiven;
        foreach (ColumnDef column in table.Money)
        {
            touched |= row.TryGet(column.Name, out Cell amount) && (!amount.IsNull || existing is not null);
        }
        if (!touched)
        {
            return;
        }
        if (currencyGiven && currency.IsNull && existing is { } emptied && !HoldsAmounts(scope, row, emptied))
        {
            row.Set("exchangerate", Cell.Null); // without an amount a row needs no currency
            table.Money.ToList().ForEach(column => Base(scope, row, column, 0, null));
            return;
        }
        if (currency.IsNull && existing is { } id)
        {
            currency = currencyGiven ? currency : Rows.Value(scope.Connection, table, id, "transactioncurrencyid");
        }
        if (currency.IsNull)
        {
            currency = BaseCurrency(scope);
        }
        Table currencies = scope.Schema["transactioncurrency"];
        Cell storedRate = Rows.Value(scope.Connection, currencies, currency.Id, "exchangerate");
        decimal rate = storedRate.IsNull ? 1 : DecimalValue.Value(storedRate.Integer, currencies.Column("exchangerate")!);
        row.Set("transactioncurrencyid", currency);
        row.Set("exchangerate", DecimalValue.Scaled(rate, table.Column("exchangerate")!));
        foreach (ColumnDef column in table.Money)
        {
            Base(scope, row, column, rate, currencyGiven ? existing : null);
        }
    }

    /// <summary>The organization's base currency.</summary>
    public static Cell BaseCurrency(WriteScope scope)
    {
        using Statement find = scope.Connection.Prepare("SELECT basecurrencyid FROM organization");
        return find.Step() ? find.CellAt(0, isId: true) : Cell.Null;
    }

    private static bool HoldsAmounts(WriteScope scope, RowDraft row, Guid id) => row.Table.Money.Any(
        c => row.TryGet(c.Name, out Cell amount) ? !amount.IsNull : !Rows.Value(scope.Connection, row.Table, id, c.Name).IsNull);

    private static void Base(WriteScope scope, RowDraft row, ColumnDef column, decimal rate, Guid? reread)
    {
        if (row.Table.Column(column.Name + "_base") is not { } baseColumn)
        {
            return;
        }
        if (!row.TryGet(column.Name, out Cell amount))
        {
            if (reread is not { } id)
            {
                return;
            }
            amount = Rows.Value(scope.Connection, row.Table, id, column.Name);
        }
        row.Set(baseColumn.Name, amount.IsNull || rate == 0 ? Cell.Null
            : DecimalValue.Scaled(DecimalValue.Value(amount.Integer, column) / rate, baseColumn));
    }
}
