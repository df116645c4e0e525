using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace DentalMigration.Emulator.Query;

/// <summary>Parses query options with Microsoft's own parser, so that its errors come with it.</summary>
internal static class QueryParser
{
    private static readonly string[] Known = ["$select", "$filter", "$orderby", "$top", "$count", "$expand", "$apply", "$skiptoken"];
    private static readonly string[] Later = ["fetchXml", "savedQuery", "userQuery", "sql", "$search", "$compute", "$deltatoken"];

    private const int MaxRemembered = 1000;

    public static QuerySpec Parse(SchemaSnapshot schema, Table table, QueryString query)
    {
        if (query.All.Count > 1 || (query.All.Count == 1 && !query.Has("$select")))
        {
            return ParseNew(schema, table, query);
        }
        string key = $"{table.SetName}?{query["$select"]}";
        if (!schema.Selections.TryGetValue(key, out QuerySpec? known))
        {
            known = ParseNew(schema, table, query);
            if (schema.Selections.Count < MaxRemembered)
            {
                schema.Selections.TryAdd(key, known);
            }
        }
        return known;
    }

    private static QuerySpec ParseNew(SchemaSnapshot schema, Table table, QueryString query)
    {
        foreach (string name in query.All.Keys)
        {
            if (Later.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw Fault.Unsupported($"the query option {name}");
            }
            if (name.StartsWith('$') && !Known.Contains(name))
            {
                throw Fault.Query($"Query option '{name}' is not supported.");
            }
        }
        var options = query.All.Where(p => p.Key is not "$skiptoken" && (p.Key.StartsWith('$') || p.Key.StartsWith('@')))
            .ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        try
        {
            IEdmEntitySet set = schema.Model.EntityContainer.FindEntitySet(table.SetName);
            var parser = new ODataQueryOptionParser(schema.Model, set.EntityType(), set, options);
            QuerySpec spec = Select(schema, table, parser.ParseSelectAndExpand());
            return spec with
            {
                Aliases = parser.ParameterAliasNodes,
                Filter = parser.ParseFilter(), OrderBy = parser.ParseOrderBy(), Top = parser.ParseTop(), Count = parser.ParseCount()
                    ?? false,
                Apply = parser.ParseApply(),
            };
        }
        catch (ODataException error)
        {
            throw options.Values.Any(v => v.Contains("Microsoft.Dynamics.CRM.", StringComparison.Ordinal))
                ? Fault.Unsupported("the query functions of Microsoft.Dynamics.CRM") : Fault.Query(error.Message);
        }
        catch (Exception error) when (error is FormatException or OverflowException or ArgumentException)
        {
            throw Fault.Query(error.Message);
        }
    }

    private static QuerySpec Select(SchemaSnapshot schema, Table table, SelectExpandClause? clause)
    {
        List<ColumnDef> all = [.. table.Columns.Where(c => c.IsVisible)];
        if (clause is null)
        {
            return new(table) { Columns = all };
        }
        var chosen = new HashSet<ColumnDef> { table.Column(table.PrimaryId)! };
        var expands = new List<ExpandSpec>();
        bool everything = clause.AllSelected;
        foreach (SelectItem item in clause.SelectedItems)
        {
            switch (item)
            {
                case WildcardSelectItem:
                    everything = true;
                    break;
                case PathSelectItem path:
                    chosen.Add(Column(table, path.SelectedPath.FirstSegment));
                    break;
                case ExpandedNavigationSelectItem expand:
                    expands.Add(Expand(schema, table, expand));
                    break;
            }
        }
        return new(table) { Columns = everything ? all : [.. all.Where(chosen.Contains)], Expands = expands };
    }

    private static ExpandSpec Expand(SchemaSnapshot schema, Table table, ExpandedNavigationSelectItem item)
    {
        string name = item.PathToNavigationProperty.FirstSegment.Identifier;
        Link link = Link.Find(schema, table, name) ?? throw Fault.Unsupported($"$expand of '{name}'");
        return new(link, Select(schema, link.Target, item.SelectAndExpand) with
        {
            Filter = item.FilterOption, OrderBy = item.OrderByOption, Top = item.TopOption, Count = item.CountOption ?? false,
        });
    }

    private static ColumnDef Column(Table table, ODataPathSegment segment)
    {
        string name = segment.Identifier;
        return table.Columns.FirstOrDefault(c => c.IsVisible && c.PropertyName == name)
            ?? table.Columns.FirstOrDefault(c =>
                c.IsVisible && c.IsLookup && (c.Name == name || table.Lookups.Exists(r => r.ReferencingNav == name && r.Column == c.Name)))
            ?? throw Fault.Query($"Could not find a property named '{name}' on type 'Microsoft.Dynamics.CRM.{table.Name}'.");
    }
}
