using System.Globalization;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Routing;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Storage;

/// <summary>Addresses rows by alternate key, and says which key a refused write clashed with.</summary>
internal static class AlternateKeys
{
    /// <summary>The column values of a key address; refuses sets of columns that are no active key.</summary>
    public static List<(ColumnDef Column, Cell Value)> Values(Table table, RowAddress address)
    {
        var values = new List<(ColumnDef, Cell)>();
        foreach ((string name, string text) in address.Key)
        {
            ColumnDef? column = table.Columns.FirstOrDefault(c => c.PropertyName == name || c.Name == name);
            values.Add(column is null ? throw Fault.KeyNotDefined(table.Name) : (column, Parse(table, column, text)));
        }
        var given = values.Select(v => v.Item1.Name).ToHashSet(StringComparer.Ordinal);
        bool known = table.Keys.Exists(k => k.Status == KeyStatus.Active && given.SetEquals(k.Columns))
            || (given.Count == 1 && given.Contains(table.PrimaryId));
        return known ? values : throw Fault.KeyNotDefined(table.Name);
    }

    /// <summary>Why a unique index refused the row with these values.</summary>
    public static DataverseFault Clash(Connection connection, Table table, Guid id, bool isNew, Func<string, Cell> valueOf)
    {
        if (isNew && Rows.Exists(connection, table, id))
        {
            return Fault.DuplicateId();
        }
        foreach (KeyDef key in table.Keys.Where(k => k.Status == KeyStatus.Active))
        {
            var values = key.Columns.Select(c => (table.Column(c)!, valueOf(c))).ToList();
            if (values.TrueForAll(v => !v.Item2.IsNull) && Rows.Find(connection, table, values) is { } other && other != id)
            {
                return Fault.DuplicateKey(key.Name, string.Join(",", key.Columns), other);
            }
        }
        return Fault.DuplicateId();
    }

    private static Cell Parse(Table table, ColumnDef column, string text)
    {
        Cell? cell = column.Type switch
        {
            _ when column.IsText => Cell.Of(text),
            ColumnType.Integer or ColumnType.Picklist or ColumnType.BigInt or ColumnType.State or ColumnType.Status =>
                long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? Cell.Of(whole) : null,
            ColumnType.Decimal or ColumnType.Money =>
                decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number)
                    ? DecimalValue.Scaled(number, column) : null,
            ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner or ColumnType.Uniqueidentifier =>
                Guid.TryParse(text, out Guid id) ? Cell.Of(id) : null,
            ColumnType.DateTime when column.IsDateOnly => DateValue.TryDate(text, out DateOnly date) ? DateValue.Cell(date) : null,
            ColumnType.DateTime => DateValue.TryMoment(text, out DateTimeOffset moment) ? DateValue.Cell(moment) : null,
            _ => null,
        };
        return cell ?? throw Fault.WrongLiteral(table.SetName, text, column.Type.ToString());
    }
}
