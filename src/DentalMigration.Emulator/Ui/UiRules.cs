using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Identity;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Writing;

namespace DentalMigration.Emulator.Ui;

/// <summary>What the service asks of forms, views, charts and site maps when they are written or deleted.</summary>
internal static class UiRules
{
    private static readonly int[] FormTypes = [0, 2, 5, 6, 7, 10, 11, 103];

    /// <summary>View types of which a table has one, which can be changed and neither made nor deleted.</summary>
    private static readonly int[] Canned = [1, 2, 4, 64];

    /// <summary>Columns that an update must leave as they are.</summary>
    private static readonly Dictionary<string, string[]> Fixed = new(StringComparer.Ordinal)
    {
        ["systemform"] = ["type", "objecttypecode"], ["savedquery"] = ["returnedtypecode", "querytype"],
        ["savedqueryvisualization"] = ["primaryentitytypecode"],
    };

    /// <summary>Checks a new row, whose lookups are resolved, and fills what the server fills.</summary>
    public static void OnCreate(WriteScope scope, WriteServices services, RowDraft row, Guid id)
    {
        Table table = row.Table;
        if (table.Definition.IsLayered && row.Id is not null && Rows.Exists(scope.Connection, table, id))
        {
            throw Fault.DuplicateId();
        }
        switch (table.Name)
        {
            case "systemform":
                NewForm(row);
                row.Set("publishedon", services.Now);
                break;
            case "savedquery":
                NewView(scope, row);
                OneDefault(scope, row, id);
                break;
            case "savedqueryvisualization":
                Need(row, "name");
                Fill(row, "isdefault", Cell.Of(false));
                Fill(row, "charttype", Cell.Of(0));
                break;
            case "sitemap":
                NewSiteMap(scope, row);
                break;
            case "appmodule":
                AppRules.OnCreate(scope, row, id);
                break;
            case "publisher" or "solution":
                SolutionRules.OnCreate(scope, services, row);
                break;
            case "fieldsecurityprofile":
                Need(row, "name");
                break;
            case "sdkmessageprocessingstep":
                Fill(row, "customizationlevel", Cell.Of(1));
                break;
            case "fieldpermission":
                NewPermission(scope, row);
                break;
        }
        if (table.Definition.IsLayered)
        {
            row.Set("componentstate", Cell.Of(Layers.ForCreate(table) == table.Name ? 0 : 1));
        }
        CheckXml(scope, row, id, isNew: true);
    }

    /// <summary>Checks an update before columns that take no update are dropped from it.</summary>
    public static void OnUpdate(WriteScope scope, RowDraft row, Guid id)
    {
        Table table = row.Table;
        foreach (string column in Fixed.GetValueOrDefault(table.Name) ?? [])
        {
            if (row.TryGet(column, out Cell given) && !given.Equals(Rows.Value(scope.Connection, table, id, column)))
            {
                throw Fault.NotUpdatable(column);
            }
        }
        switch (table.Name)
        {
            case "savedquery":
                ViewState(scope, row, id);
                OneDefault(scope, row, id);
                break;
            case "appmodule":
                AppRules.OnUpdate(scope, row, id);
                break;
            case "publisher" or "solution":
                SolutionRules.OnUpdate(row);
                break;
        }
        if (table.Definition.IsLayered)
        {
            row.Set("componentstate", Cell.Of(1));
        }
        CheckXml(scope, row, id, isNew: false);
    }

    /// <summary>Refuses deletions that the service refuses.</summary>
    public static void OnDelete(WriteScope scope, Table table, Guid id)
    {
        long Number(string column) => Rows.Value(scope.Connection, table, id, column).Integer;
        switch (table.Name)
        {
            case "savedquery" when !Rows.Value(scope.Connection, table, id, "isuserdefined").IsNull && Number("isuserdefined") == 0:
                throw Fault.CannedView();
            case "systemform" when Number("type") == 2:
                LastMainForm(scope, table, id);
                break;
            case "publisher" or "solution":
                SolutionRules.OnDelete(scope, table, id);
                break;
            case "fieldsecurityprofile" when id == Privileges.AdministratorProfile:
                throw Fault.NotCustom("field security profile", "System Administrator");
        }
        if (table.Name is "systemform" or "savedquery" or "savedqueryvisualization" && Dependencies.OfRow(scope, id) is > 0 and var users)
        {
            throw Fault.Referenced(table.Definition.SchemaName, id.ToString(), users);
        }
    }

    private static void NewForm(RowDraft row)
    {
        Need(row, "name");
        Need(row, "type");
        row.TryGet("type", out Cell type);
        bool dashboard = type.Integer is 0 or 10 or 103;
        if (!FormTypes.Contains((int)type.Integer))
        {
            throw Fault.FormType((int)type.Integer);
        }
        if (!dashboard)
        {
            Need(row, "objecttypecode");
        }
        else if (type.Integer == 0 && row.TryGet("objecttypecode", out Cell code) && !code.IsNull && code.Text != "none")
        {
            throw Fault.DashboardWithTable();
        }
        else
        {
            Fill(row, "objecttypecode", Cell.Of("none"));
        }
        Fill(row, "formactivationstate", Cell.Of(1));
        Fill(row, "isdefault", Cell.Of(false));
        Fill(row, "formpresentation", Cell.Of(0));
        Fill(row, "version", Cell.Of(1));
    }

    private static void NewView(WriteScope scope, RowDraft row)
    {
        foreach (string column in (string[])["name", "returnedtypecode", "querytype", "fetchxml"])
        {
            Need(row, column);
        }
        row.TryGet("querytype", out Cell type);
        row.TryGet("returnedtypecode", out Cell code);
        if (Canned.Contains((int)type.Integer) && Count(scope, code.Text, (int)type.Integer) > 0)
        {
            throw type.Integer == 4 ? Fault.QuickFindExists(code.Text) : Fault.ViewTypeExists((int)type.Integer, code.Text);
        }
        if (type.Integer is 0 or 1 or 2 or 4 or 64)
        {
            Need(row, "layoutxml");
        }
        Fill(row, "isdefault", Cell.Of(false));
        Fill(row, "isquickfindquery", Cell.Of(type.Integer == 4));
        row.Set("isuserdefined", Cell.Of(true));
        row.Set("iscustom", Cell.Of(true));
        row.Set("isprivate", Cell.Of(false));
    }

    private static int Count(WriteScope scope, string table, int type)
    {
        using Statement count = scope.Connection.Prepare($"SELECT count(*) FROM {Layers.Latest(scope.Schema["savedquery"])} WHERE returnedtypecode=?1 AND querytype=?2");
        count.Bind(1, table).Bind(2, (long)type).Step();
        return (int)count.Integer(0);
    }

    private static void NewSiteMap(WriteScope scope, RowDraft row)
    {
        Need(row, "sitemapname");
        if (row.TryGet("sitemapnameunique", out Cell name) && !name.IsNull
            && Rows.Find(scope.Connection, row.Table, [(row.Table.Column("sitemapnameunique")!, name)]) is not null)
        {
            throw Fault.NameTaken("site map", name.Text);
        }
        Fill(row, "isappaware", Cell.Of(true));
    }

    private static void ViewState(WriteScope scope, RowDraft row, Guid id)
    {
        if (row.TryGet("statecode", out Cell state) && state.Integer == 1 && Rows.Value(scope.Connection, row.Table, id, "isdefault").Integer == 1)
        {
            throw Fault.DefaultViewState();
        }
    }

    /// <summary>A view that becomes its table's default takes that from the one that was.</summary>
    private static void OneDefault(WriteScope scope, RowDraft row, Guid id)
    {
        if (!row.TryGet("isdefault", out Cell isDefault) || isDefault.Integer != 1)
        {
            return;
        }
        Cell Value(string column) => row.TryGet(column, out Cell given) ? given : Rows.Value(scope.Connection, row.Table, id, column);
        var others = new List<Guid>();
        using (Statement find = scope.Connection.Prepare(
            $"SELECT savedqueryid FROM {Layers.Latest(row.Table)} WHERE returnedtypecode=?1 AND querytype=?2 AND isdefault=1 AND savedqueryid<>?3"))
        {
            find.Bind(1, Value("returnedtypecode")).Bind(2, Value("querytype")).Bind(3, id);
            while (find.Step())
            {
                others.Add(find.Id(0));
            }
        }
        foreach (Guid other in others)
        {
            using Statement clear = scope.Connection.Prepare(
                $"UPDATE {TableLayout.Quote(Layers.ForUpdate(scope.Connection, row.Table, other))} SET isdefault=0, componentstate=1 WHERE savedqueryid=?1");
            clear.Bind(1, other).Run();
        }
    }

    private static void LastMainForm(WriteScope scope, Table table, Guid id)
    {
        Cell code = Rows.Value(scope.Connection, table, id, "objecttypecode");
        using Statement others = scope.Connection.Prepare("SELECT 1 FROM systemform WHERE objecttypecode=?1 AND type=2 AND formid<>?2");
        if (!others.Bind(1, code).Bind(2, id).Step())
        {
            throw Fault.LastForm(2, code.Text);
        }
    }

    /// <summary>Checks the XML of a row when the draft touches it.</summary>
    private static void CheckXml(WriteScope scope, RowDraft row, Guid id, bool isNew)
    {
        if (!UiUse.XmlColumns.TryGetValue(row.Table.Name, out string[]? columns) || (!isNew && !columns.Any(row.Has)))
        {
            return;
        }
        if (row.Table.Name == "savedqueryvisualization" && Text("webresourceid") is not null)
        {
            return;
        }
        UiUse.CheckRows(scope, UiUse.Of(scope.Schema, row.Table.Name, id, Text), id);

        string? Text(string column)
        {
            Cell cell = row.TryGet(column, out Cell given) ? given : isNew ? Cell.Null : Rows.Value(scope.Connection, row.Table, id, column);
            return cell.Kind switch { CellKind.Text => cell.Text, CellKind.Id => cell.Id.ToString(), _ => null };
        }
    }

    /// <summary>A permission speaks of a secured column, once in each profile; what it does not allow is not allowed.</summary>
    private static void NewPermission(WriteScope scope, RowDraft row)
    {
        foreach (string column in (string[])["entityname", "attributelogicalname", "fieldsecurityprofileid"])
        {
            Need(row, column);
        }
        row.TryGet("entityname", out Cell table);
        row.TryGet("attributelogicalname", out Cell name);
        row.TryGet("fieldsecurityprofileid", out Cell profile);
        ColumnDef secured = (scope.Schema.Find(table.Text) ?? throw Fault.NoSuchTable(table.Text)).Column(name.Text)
            ?? throw Fault.NoSuchComponent("an attribute", name.Text);
        if (!secured.IsSecured)
        {
            throw Fault.NotSecured(name.Text);
        }
        (ColumnDef, Cell)[] key = [.. new[] { ("entityname", table), ("attributelogicalname", name), ("fieldsecurityprofileid", profile) }
            .Select(p => (row.Table.Column(p.Item1)!, p.Item2))];
        if (Rows.Find(scope.Connection, row.Table, key) is not null)
        {
            throw Fault.DuplicateId();
        }
        foreach (string allowed in (string[])["canread", "cancreate", "canupdate", "canreadunmasked"])
        {
            Fill(row, allowed, Cell.Of(0));
        }
    }

    private static void Need(RowDraft row, string column)
    {
        if (!row.TryGet(column, out Cell value) || value.IsNull)
        {
            throw Fault.RequiredMissing(row.Table.Name, column);
        }
    }

    private static void Fill(RowDraft row, string column, Cell value)
    {
        if (!row.TryGet(column, out Cell given) || given.IsNull)
        {
            row.Set(column, value, row.Table.Column(column));
        }
    }
}
