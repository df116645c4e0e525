using System.Xml.Linq;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Ui;

/// <summary>
/// Checks the FetchXML of a view or a chart against the schema, joins and aggregates included, and notes what it uses. It
/// asks no more than that elements, names and operators exist: such a query is kept, not run.
/// </summary>
internal sealed class FetchUse(SchemaSnapshot schema, ComponentUse use)
{
    private static readonly HashSet<string> Operators = new(StringComparer.Ordinal)
    {
        "eq", "ne", "neq", "gt", "ge", "lt", "le", "like", "not-like", "in", "not-in", "between", "not-between", "null", "not-null",
        "begins-with", "not-begin-with", "ends-with", "not-end-with", "contain-values", "not-contain-values",
        "yesterday", "today", "tomorrow", "last-seven-days", "next-seven-days", "last-week", "this-week", "next-week", "last-month",
        "this-month", "next-month", "last-year", "this-year", "next-year", "on", "on-or-before", "on-or-after",
        "last-x-hours", "next-x-hours", "last-x-days", "next-x-days", "last-x-weeks", "next-x-weeks", "last-x-months", "next-x-months",
        "last-x-years", "next-x-years", "olderthan-x-minutes", "olderthan-x-hours", "olderthan-x-days", "olderthan-x-weeks",
        "olderthan-x-months", "olderthan-x-years", "eq-userid", "ne-userid", "eq-userteams", "eq-useroruserteams", "eq-useroruserhierarchy",
        "eq-useroruserhierarchyandteams", "eq-businessid", "ne-businessid", "eq-userlanguage", "this-fiscal-year", "this-fiscal-period",
        "next-fiscal-year", "next-fiscal-period", "last-fiscal-year", "last-fiscal-period", "last-x-fiscal-years", "last-x-fiscal-periods",
        "next-x-fiscal-years", "next-x-fiscal-periods", "in-fiscal-year", "in-fiscal-period", "in-fiscal-period-and-year",
        "in-or-before-fiscal-period-and-year", "in-or-after-fiscal-period-and-year", "under", "eq-or-under", "not-under", "above", "eq-or-above",
    };

    /// <summary>Tables by the alias of their join.</summary>
    public Dictionary<string, Table> Links { get; } = new(StringComparer.Ordinal);

    /// <summary>Names given to columns.</summary>
    public HashSet<string> Aliases { get; } = new(StringComparer.Ordinal);

    /// <summary>Checks a fetch element, whose entity must be the given one.</summary>
    public void Check(XElement fetch, string expected)
    {
        if (fetch.Name.LocalName != "fetch" || fetch.Elements().ToArray() is not [{ Name.LocalName: "entity" } entity])
        {
            throw Fault.FetchNode(fetch.Name.LocalName);
        }
        string name = (string?)entity.Attribute("name") ?? "";
        if (name != expected)
        {
            throw schema.Find(name) is null ? Fault.FetchNoEntity(name) : Fault.FetchEntityMismatch();
        }
        foreach (XElement link in entity.Descendants("link-entity"))
        {
            Declare(link);
        }
        Entity(entity, TableOf(name));
    }

    private void Declare(XElement link)
    {
        Table table = TableOf((string?)link.Attribute("name") ?? "");
        string alias = (string?)link.Attribute("alias") ?? "";
        if (alias.Length > 0 && !Links.TryAdd(alias, table))
        {
            throw Fault.FetchAlias(alias);
        }
    }

    private void Entity(XElement entity, Table table)
    {
        use.Tables.Add(table.Name);
        foreach (XElement child in entity.Elements())
        {
            switch (child.Name.LocalName)
            {
                case "attribute":
                    Attribute(table, child);
                    break;
                case "order" when child.Attribute("attribute") is { } by:
                    Column(child.Attribute("entityname") is { } other ? Linked(other.Value) : table, by.Value);
                    break;
                case "filter":
                    Filter(table, child);
                    break;
                case "link-entity":
                    Link(table, child);
                    break;
                case "order" or "all-attributes" or "no-attrs":
                    break;
                default:
                    throw Fault.FetchNode(child.Name.LocalName);
            }
        }
    }

    private void Attribute(Table table, XElement attribute)
    {
        Column(table, (string?)attribute.Attribute("name") ?? "");
        if (attribute.Attribute("alias") is { } alias && !Aliases.Add(alias.Value))
        {
            throw Fault.FetchAlias(alias.Value);
        }
    }

    private void Link(Table from, XElement link)
    {
        Table table = TableOf((string?)link.Attribute("name") ?? "");
        if (link.Attribute("from") is { } mine)
        {
            Column(table, mine.Value);
        }
        if (link.Attribute("to") is { } theirs)
        {
            Column(from, theirs.Value);
        }
        Entity(link, table);
    }

    private void Filter(Table table, XElement filter)
    {
        if ((string?)filter.Attribute("type") is not (null or "and" or "or"))
        {
            throw Fault.FetchFilterType();
        }
        foreach (XElement child in filter.Elements())
        {
            switch (child.Name.LocalName)
            {
                case "filter":
                    Filter(table, child);
                    break;
                case "condition":
                    Condition(table, child);
                    break;
                case "link-entity":
                    Link(table, child);
                    break;
                default:
                    throw Fault.FetchNode(child.Name.LocalName);
            }
        }
    }

    private void Condition(Table table, XElement condition)
    {
        string name = (string?)condition.Attribute("operator") ?? "";
        if (!Operators.Contains(name))
        {
            throw Fault.FetchOperator(name);
        }
        Column(condition.Attribute("entityname") is { } other ? Linked(other.Value) : table, (string?)condition.Attribute("attribute") ?? "");
    }

    private Table Linked(string alias) => Links.TryGetValue(alias, out Table? table) ? table
        : Links.Values.FirstOrDefault(t => t.Name == alias) ?? throw Fault.FetchNoAlias(alias);

    private Table TableOf(string name) => schema.Find(name) ?? throw Fault.FetchNoEntity(name);

    private void Column(Table table, string name)
    {
        if (!table.Has(name))
        {
            throw Fault.FetchNoColumn(table.Name, name);
        }
        use.Column(table.Name, name);
    }
}
