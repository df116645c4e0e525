using System.Globalization;
using System.Security;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Writing;

namespace DentalMigration.Emulator.Ui;

/// <summary>The forms and views that every table with a user interface has from the start.</summary>
internal static class DefaultUi
{
    private const string TextControl = "{4273EDBD-AC1D-40D3-9FB2-095C621B552D}";
    private const string LookupControl = "{270BD3DB-D9AF-4782-9025-509E298DEC0A}";
    private const string DateControl = "{5B773807-9FB2-42DB-97C3-7A91EFF8ADFF}";

    /// <summary>The icon that the app designer gives to apps.</summary>
    public static readonly Guid AppIcon = new("953b9fac-1e5e-e611-80d6-00155ded156f");

    /// <summary>What stands on the main form of standard tables beside the primary name.</summary>
    private static readonly Dictionary<string, string[]> MainColumns = new(StringComparer.Ordinal)
    {
        ["account"] = ["name", "telephone1", "fax", "websiteurl", "parentaccountid", "ownerid"],
        ["contact"] = ["firstname", "lastname", "jobtitle", "parentcustomerid", "emailaddress1", "telephone1", "mobilephone", "ownerid"],
        ["appointment"] = ["subject", "location", "scheduledstart", "scheduledend", "ownerid"],
        ["task"] = ["subject", "description", "scheduledend", "ownerid"],
        ["systemuser"] = ["firstname", "lastname", "internalemailaddress", "businessunitid"],
        ["connection"] = ["description", "ownerid"],
    };

    private static readonly Dictionary<int, string> FormNames = new() { [2] = "Information", [6] = "Information", [11] = "Information" };

    public static void Add(WriteScope scope, WriteServices services, Table table)
    {
        foreach ((int type, string name) in FormNames)
        {
            Table forms = scope.Schema["systemform"];
            RowSeed.Insert(scope, services.Now, forms, IdOf(services, table, $"form:{type}"), ("name", Cell.Of(name)), ("objecttypecode", Cell.Of(table.Name)),
                ("type", Cell.Of(type)), ("formxml", Cell.Of(Form(table, type))), ("formactivationstate", Cell.Of(1)), ("isdefault", Cell.Of(type == 2)),
                ("formpresentation", Cell.Of(type == 2 ? 1 : 0)), ("version", Cell.Of(1)), ("componentstate", Cell.Of(0)), ("publishedon", services.Now));
        }
        string one = table.Definition.Label is [{ } label, ..] ? label.Text : table.Definition.SchemaName;
        string many = table.Definition.CollectionLabel is [{ } plural, ..] ? plural.Text : table.SetName;
        View(scope, services, table, 0, $"Active {many}", state: 0, isDefault: true);
        if (table.Has("statecode"))
        {
            View(scope, services, table, 0, $"Inactive {many}", state: 1);
        }
        View(scope, services, table, 1, $"{one} Advanced Find View", state: 0, isDefault: true);
        View(scope, services, table, 2, $"{one} Associated View", state: 0, isDefault: true);
        View(scope, services, table, 4, $"Quick Find Active {many}", state: 0, isDefault: true);
        View(scope, services, table, 64, $"{one} Lookup View", state: 0, isDefault: true);
    }

    private static void View(WriteScope scope, WriteServices services, Table table, int type, string name, int state, bool isDefault = false) =>
        RowSeed.Insert(scope, services.Now, scope.Schema["savedquery"], IdOf(services, table, FormattableString.Invariant($"view:{type}:{state}")),
            ("name", Cell.Of(name)), ("returnedtypecode", Cell.Of(table.Name)), ("querytype", Cell.Of(type)), ("isdefault", Cell.Of(isDefault)),
            ("isquickfindquery", Cell.Of(type == 4)), ("isuserdefined", Cell.Of(false)), ("iscustom", Cell.Of(false)), ("isprivate", Cell.Of(false)),
            ("fetchxml", Cell.Of(Fetch(table, type, state))), ("layoutxml", Cell.Of(Layout(table))), ("componentstate", Cell.Of(0)));

    /// <summary>Standard tables have the same ids in every file; those of new tables are the server's.</summary>
    private static Guid IdOf(WriteServices services, Table table, string what) =>
        table.Definition.IsCustom ? services.Ids.Next() : StandardSchema.IdOf($"{table.Name}:{what}");

    private static string Fetch(Table table, int type, int state)
    {
        string? name = Name(table);
        string attributes = string.Concat(Shown(table).Prepend(table.PrimaryId).Select(c => $"<attribute name=\"{c}\" />"));
        string order = name is null ? "" : $"<order attribute=\"{name}\" descending=\"false\" />";
        string filter = table.Has("statecode")
            ? string.Create(CultureInfo.InvariantCulture, $"<filter type=\"and\"><condition attribute=\"statecode\" operator=\"eq\" value=\"{state}\" /></filter>") : "";
        string find = type == 4 && name is not null
            ? $"<filter type=\"or\" isquickfindfields=\"1\"><condition attribute=\"{name}\" operator=\"like\" value=\"{{0}}\" /></filter>" : "";
        return $"<fetch version=\"1.0\" output-format=\"xml-platform\" mapping=\"logical\"><entity name=\"{table.Name}\">{attributes}{order}{filter}{find}</entity></fetch>";
    }

    private static string Layout(Table table)
    {
        string jump = Name(table) is { } name ? $" jump=\"{name}\"" : "";
        string cells = string.Concat(Shown(table).Select((c, i) => string.Create(CultureInfo.InvariantCulture, $"<cell name=\"{c}\" width=\"{(i == 0 ? 300 : 125)}\" />")));
        return string.Create(CultureInfo.InvariantCulture, $"<grid name=\"resultset\" object=\"{table.Definition.TypeCode}\"{jump} select=\"1\" icon=\"1\" preview=\"1\">") +
            $"<row name=\"result\" id=\"{table.PrimaryId}\">{cells}</row></grid>";
    }

    private static IEnumerable<string> Shown(Table table)
    {
        if (Name(table) is { } name)
        {
            yield return name;
        }
        if (table.Has("createdon"))
        {
            yield return "createdon";
        }
    }

    private static string? Name(Table table) => table.PrimaryName is { } name && table.Column(name) is { IsVisible: true } ? name : null;

    private static string Form(Table table, int type)
    {
        string[] columns = type != 2 ? [.. Shown(table).Take(1)] : [.. (MainColumns.GetValueOrDefault(table.Name)
            ?? [.. Shown(table).Take(1), .. table.HasOwner ? (string[])["ownerid"] : []]).Where(table.Has)];
        string rows = string.Concat(columns.Select(c => Row(table, type, c)));
        return $"<form><tabs><tab name=\"general\" verticallayout=\"true\" id=\"{Id(table, type, "tab")}\" IsUserDefined=\"0\">{Label("General")}" +
            $"<columns><column width=\"100%\"><sections><section name=\"information\" showlabel=\"false\" showbar=\"false\" IsUserDefined=\"0\" " +
            $"id=\"{Id(table, type, "section")}\">{Label("Information")}<rows>{rows}</rows></section></sections></column></columns></tab></tabs></form>";
    }

    private static string Row(Table table, int type, string name)
    {
        ColumnDef column = table.Column(name)!;
        string control = column.IsLookup ? LookupControl : column.Type == ColumnType.DateTime ? DateControl : TextControl;
        string label = column.Label is [{ } first, ..] ? first.Text : column.SchemaName;
        return $"<row><cell id=\"{Id(table, type, name)}\">{Label(label)}<control id=\"{name}\" classid=\"{control}\" datafieldname=\"{name}\" /></cell></row>";
    }

    private static string Label(string text) => $"<labels><label description=\"{SecurityElement.Escape(text)}\" languagecode=\"1033\" /></labels>";

    private static string Id(Table table, int type, string part) =>
        StandardSchema.IdOf(FormattableString.Invariant($"form:{table.Name}:{type}:{part}")).ToString("B");
}
