using System.Text;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Identity;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Ui;

namespace DentalMigration.Emulator.Writing;

/// <summary>Updates rows that exist, applying everything the service does on update.</summary>
internal sealed class RowUpdater(WriteScope scope, WriteServices services, Caller caller)
{
    private readonly StringBuilder _sql = new(256);
    private readonly Lazy<ColumnPermissions?> _permissions = new(() => ColumnPermissions.Of(scope, caller));

    /// <summary>Writes the draft's columns to the row, which must exist.</summary>
    public void Update(RowDraft row, Guid id)
    {
        Table table = row.Table;
        caller.Demand("Write", table);
        if (row.Children.Exists(c => c.Row.Table.Name != "activityparty"))
        {
            throw Fault.Payload(table.SetName,
                "Microsoft.OData.ODataException: Deep update is not supported; only a create takes related rows.");
        }
        UiRules.OnUpdate(scope, row, id);
        row.KeepOnly(forCreate: false);
        References.Resolve(scope, row);
        if (_permissions.Value is { } permissions)
        {
            foreach (DraftCell cell in row.Cells)
            {
                if (cell.Column is { } column)
                {
                    permissions.CheckUpdate(column);
                }
            }
        }
        Owner? owner = table.HasOwner ? Ownership.ForUpdate(scope, row) : null;
        Guid before = owner is null ? Guid.Empty : Rows.Value(scope.Connection, table, id, "ownerid").Id;
        States.ForUpdate(scope, row, id);
        AppointmentRules.Apply(scope, row, id);
        AnnotationRules.Apply(scope, row, id);
        MoneyRules.Apply(scope, row, id);
        ComputedColumns.Apply(scope, row, id);
        Stamp(row);
        Write(row, id);
        if (owner is { } assigned)
        {
            Cascades.Assign(scope, services, table, id, assigned, before, []);
        }
        if (table.Definition.IsActivity)
        {
            FollowParties(row, id);
        }
        if (table.Name == "systemuser")
        {
            scope.Owners.Clear();
        }
    }

    private void Stamp(RowDraft row)
    {
        Table table = row.Table;
        if (table.Has("versionnumber"))
        {
            row.Set("versionnumber", Cell.Of(scope.NextVersion()));
        }
        if (table.Has("modifiedon"))
        {
            row.Set("modifiedon", services.Now);
        }
        if (table.Has("modifiedby"))
        {
            row.Set("modifiedby", Cell.Of(caller.UserId));
        }
        if (table.Has("modifiedonbehalfby"))
        {
            row.Set("modifiedonbehalfby", caller.OnBehalfBy is { } real ? Cell.Of(real) : Cell.Null);
        }
    }

    private void Write(RowDraft row, Guid id)
    {
        if (row.Cells.Count == 0)
        {
            return;
        }
        Table table = row.Table;
        _sql.Clear().Append("UPDATE ").Append(TableLayout.Quote(Layers.ForUpdate(scope.Connection, table, id))).Append(" SET ");
        foreach (DraftCell cell in row.Cells)
        {
            _sql.Append(TableLayout.Quote(cell.Name)).Append("=?,");
        }
        _sql.Length--;
        _sql.Append(" WHERE ").Append(TableLayout.Quote(table.PrimaryId)).Append("=?");
        using Statement update = scope.Connection.Prepare(_sql.ToString());
        int index = 1;
        foreach (DraftCell cell in row.Cells)
        {
            update.Bind(index++, cell.Value);
        }
        update.Bind(index, id);
        try
        {
            update.Run();
        }
        catch (SqliteFault fault) when (fault.IsUnique)
        {
            throw AlternateKeys.Clash(scope.Connection, table, id, isNew: false,
                name => row.TryGet(name, out Cell value) ? value : Rows.Value(scope.Connection, table, id, name));
        }
    }

    private void FollowParties(RowDraft row, Guid id)
    {
        if (row.Collections.Contains(row.Table.Name + "_activity_parties"))
        {
            Parties.RemoveClientMade(scope, id);
            var creator = new RowCreator(scope, services, caller);
            foreach (DraftChild child in row.Children)
            {
                creator.InsertChild(row, id, child);
            }
        }
        Parties.Follow(scope, services, row, id);
    }
}
