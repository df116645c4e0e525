using System.Xml;
using System.Xml.Linq;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Ui;

/// <summary>Checks a site map: areas hold groups, groups hold subareas, and each has an id of its own.</summary>
internal static class SiteMapXml
{
    private static readonly string[] AreaParts = ["Titles", "Descriptions", "Group"];
    private static readonly string[] GroupParts = ["Titles", "Descriptions", "SubArea"];
    private static readonly string[] SubAreaParts = ["Titles", "Descriptions", "Privilege"];

    public static ComponentUse Check(SchemaSnapshot schema, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw Fault.SiteMapEmpty();
        }
        XElement root;
        try
        {
            root = XmlText.Load(text);
        }
        catch (XmlException error)
        {
            throw Fault.SiteMapInvalid(error.Message, error.LineNumber, error.LinePosition);
        }
        if (root.Name.LocalName != "SiteMap")
        {
            throw Invalid(root, $"The '{root.Name.LocalName}' element is not declared.");
        }
        var use = new ComponentUse();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (XElement area in Parts(root, ["Area"], seen))
        {
            foreach (XElement group in Parts(area, AreaParts, seen))
            {
                foreach (XElement subArea in Parts(group, GroupParts, seen))
                {
                    _ = Parts(subArea, SubAreaParts, seen).Count;
                    SubArea(schema, use, subArea);
                }
            }
        }
        return use;
    }

    /// <summary>The inner areas, groups or subareas; everything else is only checked.</summary>
    private static List<XElement> Parts(XElement parent, string[] allowed, HashSet<string> seen)
    {
        var parts = new List<XElement>();
        foreach (XElement child in parent.Elements())
        {
            string name = child.Name.LocalName;
            if (!allowed.Contains(name))
            {
                throw Invalid(child, $"The element '{parent.Name.LocalName}' has invalid child element '{name}'.");
            }
            if (name is not ("Area" or "Group" or "SubArea"))
            {
                continue;
            }
            string? id = (string?)child.Attribute("Id");
            if (id is not { Length: > 0 } || !id.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            {
                throw Invalid(child, $"The 'Id' attribute of '{name}' is missing or invalid - The value '{id}' has other characters than letters, digits and underscores.");
            }
            if (!seen.Add($"{name}:{id}"))
            {
                throw Invalid(child, $"There is a duplicate key sequence '{id}' for the '{name}' unique identity constraint.");
            }
            parts.Add(child);
        }
        return parts;
    }

    private static void SubArea(SchemaSnapshot schema, ComponentUse use, XElement subArea)
    {
        if (subArea.Attribute("Entity") is { } entity)
        {
            use.Tables.Add(schema.Find(entity.Value)?.Name ?? throw Fault.RequiredComponent("Entity", entity.Value, "Site Map"));
        }
        if (subArea.Attribute("DefaultDashboard") is { } dashboard)
        {
            use.Rows.Add(Guid.TryParse(dashboard.Value, out Guid id) ? id
                : throw Invalid(subArea, $"The 'DefaultDashboard' attribute is invalid - The value '{dashboard.Value}' is no GUID."));
        }
    }

    private static DataverseFault Invalid(XElement at, string why)
    {
        IXmlLineInfo place = at;
        return Fault.SiteMapInvalid(why, place.LineNumber, place.LinePosition);
    }
}
