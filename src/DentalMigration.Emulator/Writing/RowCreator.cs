using System.Text;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Identity;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Ui;

namespace DentalMigration.Emulator.Writing;

/// <summary>Inserts rows, applying everything the service does on create.</summary>
internal sealed class RowCreator(WriteScope scope, WriteServices services, Caller caller)
{
    private readonly StringBuilder _sql = new(512);
    private readonly Lazy<ColumnPermissions?> _permissions = new(() => ColumnPermissions.Of(scope, caller));
    private readonly List<(string Names, string Sql)> _inserts = [];

    /// <summary>Inserts a row and its deep inserts; returns its id.</summary>
    public Guid Create(RowDraft row)
    {
        Table table = row.Table;
        if (table.Name != "activityparty")
        {
            caller.Demand("Create", table);
        }
        Guid id = row.Id ?? services.Ids.Next();
        row.KeepOnly(forCreate: true);
        InsertSingles(row);
        References.Resolve(scope, row);
        if (_permissions.Value is { } permissions)
        {
            foreach (DraftCell cell in row.Cells)
            {
                if (cell.Column is { } column)
                {
                    permissions.CheckCreate(column);
                }
            }
        }
        if (table.HasOwner)
        {
            Ownership.ForNew(scope, row, caller);
        }
        States.ForNew(row, id, services.Options.AppointmentDefaultsToScheduled);
        SystemUserRules.ForNew(scope, row);
        AppointmentRules.Apply(scope, row, null);
        AnnotationRules.Apply(scope, row, null);
        MoneyRules.Apply(scope, row, null);
        ComputedColumns.Apply(scope, row, null);
        UiRules.OnCreate(scope, services, row, id);
        Complete(row);
        Stamp(row);
        Insert(row, id);
        InsertChildren(row, id);
        return id;
    }

    private static void Complete(RowDraft row)
    {
        foreach (ColumnDef column in row.Table.Defaulted)
        {
            if (!row.Has(column.Name))
            {
                row.Set(column.Name, Cell.Of(column.Default!.Value));
            }
        }
        foreach (ColumnDef column in row.Table.SystemRequired)
        {
            if (!row.TryGet(column.Name, out Cell value) || value.IsNull)
            {
                throw Fault.RequiredMissing(row.Table.Name, column.Name);
            }
        }
    }

    private void Stamp(RowDraft row)
    {
        Table table = row.Table;
        if (table.Has("versionnumber"))
        {
            row.Set("versionnumber", Cell.Of(scope.NextVersion()));
        }
        if (!table.Has("createdon"))
        {
            return;
        }
        Cell now = services.Now;
        if (!caller.Has(Privileges.OverrideCreatedOn))
        {
            row.Remove("overriddencreatedon");
        }
        if (row.TryGet("overriddencreatedon", out Cell original) && !original.IsNull)
        {
            row.Set("createdon", original);
            row.Set("overriddencreatedon", now);
        }
        else
        {
            row.Set("createdon", now);
        }
        row.Set("modifiedon", now);
        if (table.Has("createdby"))
        {
            row.Set("createdby", Cell.Of(caller.UserId));
            row.Set("modifiedby", Cell.Of(caller.UserId));
        }
        if (caller.OnBehalfBy is { } real && table.Has("createdonbehalfby"))
        {
            row.Set("createdonbehalfby", Cell.Of(real));
            row.Set("modifiedonbehalfby", Cell.Of(real));
        }
    }

    private void Insert(RowDraft row, Guid id)
    {
        using Statement insert = scope.Connection.Prepare(InsertText(row));
        insert.Bind(1, id);
        if (row.Id is null)
        {
            insert.Bind(2, 1L);
        }
        int index = 3;
        foreach (DraftCell cell in row.Cells)
        {
            insert.Bind(index++, cell.Value);
        }
        try
        {
            insert.Run();
        }
        catch (SqliteFault fault) when (fault.IsUnique)
        {
            throw AlternateKeys.Clash(scope.Connection, row.Table, id, isNew: true, name =>
                row.TryGet(name, out Cell value) ? value : Cell.Null);
        }
    }

    /// <summary>The INSERT for exactly the columns that the row has, remembered by their names.</summary>
    private string InsertText(RowDraft row)
    {
        foreach ((string names, string sql) in _inserts)
        {
            if (Matches(names, row))
            {
                return sql;
            }
        }
        string key = row.Table.Name + "|" + string.Join('|', row.Cells.Select(c => c.Name)) + "|";
        _sql.Clear().Append("INSERT INTO ").Append(TableLayout.Quote(Layers.ForCreate(row.Table))).Append('(').Append(TableLayout.Quote(row.Table.PrimaryId))
            .Append(',').Append(TableLayout.Quote(TableLayout.MadeColumn));
        foreach (DraftCell cell in row.Cells)
        {
            _sql.Append(',').Append(TableLayout.Quote(cell.Name));
        }
        _sql.Append(") VALUES(?").Insert(_sql.Length, ",?", row.Cells.Count + 1).Append(')');
        string text = _sql.ToString();
        if (_inserts.Count < 64)
        {
            _inserts.Add((key, text));
        }
        return text;
    }

    private static bool Matches(string names, RowDraft row)
    {
        ReadOnlySpan<char> rest = names;
        if (!Next(ref rest, row.Table.Name))
        {
            return false;
        }
        foreach (DraftCell cell in row.Cells)
        {
            if (!Next(ref rest, cell.Name))
            {
                return false;
            }
        }
        return rest.IsEmpty;
    }

    private static bool Next(ref ReadOnlySpan<char> rest, string name)
    {
        if (rest.Length <= name.Length || rest[name.Length] != '|' || !rest.StartsWith(name, StringComparison.Ordinal))
        {
            return false;
        }
        rest = rest[(name.Length + 1)..];
        return true;
    }

    private void InsertSingles(RowDraft row)
    {
        foreach (DraftChild child in row.Children.Where(c => c.Lookup is not null))
        {
            References.Set(row, child.Lookup!, child.Row.Table.Name, Create(child.Row));
        }
    }

    private void InsertChildren(RowDraft row, Guid id)
    {
        foreach (DraftChild child in row.Children.Where(c => c.Lookup is null))
        {
            InsertChild(row, id, child);
        }
        if (row.Table.Definition.IsActivity && row.Table.Name != "activitypointer")
        {
            Parties.AddServerMade(scope, services, row, id);
        }
    }

    /// <summary>Inserts one row of a collection under its parent.</summary>
    public void InsertChild(RowDraft row, Guid id, DraftChild child)
    {
        if (child.Row.Table.Name == "activityparty")
        {
            Parties.Check(row, child.Row);
        }
        References.Set(child.Row, child.Row.Table.Column(child.Relationship.Column)!, row.Table.Name, id);
        Create(child.Row);
    }
}
