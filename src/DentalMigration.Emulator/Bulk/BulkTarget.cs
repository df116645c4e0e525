using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Routing;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Writing;

namespace DentalMigration.Emulator.Bulk;

/// <summary>The row that an item of a bulk message means: by primary key in the body, or by <c>@odata.id</c>.</summary>
internal sealed record BulkTarget(Guid? Id, bool Exists, IReadOnlyList<(ColumnDef Column, Cell Value)> Key)
{
    public static BulkTarget Of(WriteScope scope, RowDraft row)
    {
        Table table = row.Table;
        if (row.Address is { } text)
        {
            RowAddress address = RowAddress.Parse(text) is { } parsed && parsed.SetName == table.SetName
                ? parsed : throw Fault.Payload(table.SetName,
                    $"Microsoft.OData.ODataException: The value '{text}' of '@odata.id' is not the address of a row of this table.");
            if (address.Id is null)
            {
                List<(ColumnDef Column, Cell Value)> key = AlternateKeys.Values(table, address);
                Guid? found = Rows.Find(scope.Connection, table, key);
                return new(found, found is not null, key);
            }
            row.Id ??= address.Id;
        }
        return row.Id is { } id
            ? new(id, Rows.Exists(scope.Connection, table, id), [])
            : new(null, false, []);
    }

    /// <summary>Before an upsert: key columns must not be repeated in the body; a create gets them from the address.</summary>
    public void PrepareCreate(RowDraft row)
    {
        foreach ((ColumnDef column, Cell value) in Key)
        {
            if (row.Has(column.Name) && !Exists)
            {
                throw Fault.Payload(row.Table.SetName,
                    $"Microsoft.OData.ODataException: The key column '{column.Name}' is given in @odata.id and in the body.");
            }
            if (!Exists)
            {
                row.Set(column.Name, value, column);
            }
        }
    }
}
