using System.Xml;
using System.Xml.Linq;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Ui;

/// <summary>Checks the two descriptions of a chart: its data and how they are drawn.</summary>
internal static class ChartXml
{
    public static ComponentUse Check(SchemaSnapshot schema, Table table, string data, string presentation)
    {
        var use = new ComponentUse();
        int series = Data(schema, table, use, data);
        Presentation(presentation, series);
        return use;
    }

    /// <summary>Checks the data description; answers how many series it gives.</summary>
    private static int Data(SchemaSnapshot schema, Table table, ComponentUse use, string text)
    {
        XElement root;
        try
        {
            root = XmlText.Load(text);
        }
        catch (XmlException error)
        {
            throw Fault.ChartData(error.Message);
        }
        if (root.Name.LocalName != "datadefinition" || root.Element("fetchcollection")?.Elements("fetch").ToArray() is not [_, ..] fetches)
        {
            throw Fault.ChartData("A datadefinition holds a fetchcollection with fetch elements.");
        }
        var aliases = new HashSet<string>(StringComparer.Ordinal);
        foreach (XElement fetch in fetches)
        {
            if ((string?)fetch.Element("entity")?.Attribute("name") is { } entity && entity != table.Name)
            {
                throw Fault.ChartEntity();
            }
            var query = new FetchUse(schema, use);
            query.Check(fetch, table.Name);
            aliases.UnionWith(query.Aliases);
        }
        XElement[] categories = [.. root.Elements("categorycollection").Elements("category")];
        XElement[] measures = [.. categories.Elements("measurecollection")];
        if (categories.Length == 0 || measures.Length == 0)
        {
            throw Fault.ChartData("A categorycollection holds categories with measures.");
        }
        foreach (XElement named in categories.Where(c => c.Attribute("alias") is not null).Concat(measures.Elements("measure")))
        {
            if ((string?)named.Attribute("alias") is not { } alias || !aliases.Contains(alias))
            {
                throw Fault.ChartData($"The alias '{(string?)named.Attribute("alias")}' is in no query.");
            }
        }
        return measures.Length;
    }

    private static void Presentation(string text, int series)
    {
        XElement root;
        try
        {
            root = XmlText.Load(text);
        }
        catch (XmlException error)
        {
            throw Fault.ChartPresentation(error.Message);
        }
        if (root.Name.LocalName != "Chart" || root.Element("Series") is not { } drawn)
        {
            throw Fault.ChartPresentation("The root is a Chart element with Series.");
        }
        if (root.Elements("ChartAreas").Elements("ChartArea").Skip(1).Any())
        {
            throw Fault.ChartAreas();
        }
        int count = drawn.Elements("Series").Count();
        if (count != series)
        {
            throw Fault.ChartPresentation(FormattableString.Invariant($"It draws {count} series, and the data have {series}."));
        }
    }
}
