using System.Globalization;
using System.Text.RegularExpressions;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Ui;

namespace DentalMigration.Emulator.Testing;

/// <summary>
/// Names for ids that the server made, where they stand inside texts or in columns that are no lookups: the digest puts a view's
/// table, type and name, and a table's logical name, in their place.
/// </summary>
internal sealed partial class MadeNames
{
    /// <summary>The tables whose rows are named by id, and the columns that say which row it is.</summary>
    private static readonly (string Table, string[] Columns)[] Named =
    [
        ("systemform", ["objecttypecode", "type", "name"]), ("savedquery", ["returnedtypecode", "querytype", "name"]),
        ("savedqueryvisualization", ["primaryentitytypecode", "name"]), ("sitemap", ["sitemapnameunique", "sitemapname"]),
        ("appmodule", ["uniquename"]), ("webresource", ["name"]), ("fieldsecurityprofile", ["name"]), ("role", ["name"]), ("workflow", ["name"]),
    ];

    private readonly Dictionary<Guid, string> _names = [];
    private readonly Dictionary<string, string> _typeCodes = [];

    public MadeNames(IRowSource source)
    {
        foreach ((string name, string[] columns) in Named)
        {
            AddRows(source, source.Schema[name], columns);
        }
        Definitions all = source.Schema.Definitions;
        foreach (TableDef table in all.Tables.Values)
        {
            _names[table.MetadataId] = "table:" + table.Name;
            _typeCodes[table.TypeCode.ToString(CultureInfo.InvariantCulture)] = table.Name;
        }
        foreach (ColumnDef column in all.Columns.Values.SelectMany(c => c.Values).Where(c => c.IsCustom))
        {
            _names[column.MetadataId] = $"column:{column.Table}.{column.Name}";
        }
        foreach (RelationshipDef relationship in all.Relationships.Values)
        {
            _names[relationship.MetadataId] = "relationship:" + relationship.SchemaName;
        }
        foreach (KeyDef key in all.Keys.Values)
        {
            _names[key.MetadataId] = $"key:{key.Table}.{key.Name}";
        }
        foreach (ChoiceDef choice in all.Choices.Values)
        {
            _names[choice.MetadataId] = "choice:" + choice.Name;
        }
    }

    /// <summary>The name of what an id stands for; the id itself where a client chose it.</summary>
    public string Of(Guid id) => _names.TryGetValue(id, out string? name) ? name : id.ToString();

    /// <summary>A text of XML with names for ids, and table names for the type codes of grids.</summary>
    public string Of(string text) => TypeCode().Replace(
        Id().Replace(text, m => Guid.TryParse(m.ValueSpan, out Guid id) && _names.TryGetValue(id, out string? name) ? name : m.Value),
        m => _typeCodes.TryGetValue(m.Groups[1].Value, out string? table) ? $"object=\"{table}\"" : m.Value);

    private void AddRows(IRowSource source, Table table, string[] columns)
    {
        string list = string.Join(",", columns.Select(c => $"COALESCE({TableLayout.Quote(c)},'')"));
        using Statement rows = source.Connection.Prepare(
            $"SELECT {TableLayout.Quote(table.PrimaryId)},{TableLayout.Quote(TableLayout.MadeColumn)},{list} FROM {Layers.Latest(table)}");
        while (rows.Step())
        {
            string name = $"{table.Name}:{string.Join(':', columns.Select((_, i) => rows.Text(i + 2)))}";
            if (rows.Integer(1) == 1)
            {
                _names[rows.Id(0)] = name;
            }
            if (table.Name == "appmodule")
            {
                _names[AppRules.UniqueOf(rows.Id(0))] = name;
            }
        }
    }

    [GeneratedRegex("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}", RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex("object=\"([0-9]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex TypeCode();
}
