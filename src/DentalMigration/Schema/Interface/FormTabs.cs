using System.Xml.Linq;
using DentalMigration.Schema.Rows;

namespace DentalMigration.Schema.Interface;

/// <summary>
/// Puts tabs of ours into somebody else's form, and takes them out again. The form's own text is not parsed and written anew where that
/// can be avoided, so that taking our tabs out leaves it to the letter as it was.
/// </summary>
internal static class FormTabs
{
    private const string End = "</tabs>";

    /// <summary>True where the form has the tab of this id.</summary>
    public static bool Contains(string form, Guid tab) => form.Contains(ComponentId.Braced(tab), StringComparison.OrdinalIgnoreCase);

    /// <summary>True where the form has a tab of this name, whichever migration made it.</summary>
    public static bool Contains(string form, string tab) =>
        form.Contains(tab, StringComparison.Ordinal) && XDocument.Parse(form).Descendants("tab").Any(t => t.Attribute("name")?.Value == tab);

    /// <summary>The form with the tabs behind its own.</summary>
    public static string Add(string form, IReadOnlyList<XElement> tabs)
    {
        int end = form.LastIndexOf(End, StringComparison.Ordinal);
        if (end >= 0)
        {
            return form.Insert(end, string.Concat(tabs.Select(FormRow.Text)));
        }

        var xml = XDocument.Parse(form, LoadOptions.PreserveWhitespace);
        XElement root = xml.Root!;
        XElement? list = root.Element("tabs");
        if (list is null)
        {
            root.AddFirst(list = new XElement("tabs"));
        }

        list.Add(tabs);
        return xml.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>The form without the tabs of these ids.</summary>
    public static string Remove(string form, IReadOnlyList<Guid> tabs) => tabs.Aggregate(form, Remove);

    private static string Remove(string form, Guid tab)
    {
        if (!Contains(form, tab))
        {
            return form;
        }

        XElement? ours = Find(XDocument.Parse(form, LoadOptions.PreserveWhitespace), tab);
        if (ours is null)
        {
            return form; // the id stands elsewhere by now
        }

        string text = FormRow.Text(ours);
        int start = form.IndexOf(text, StringComparison.Ordinal);
        if (start >= 0)
        {
            return form.Remove(start, text.Length);
        }

        // An editor wrote the form anew since, so its spelling is no longer ours to keep.
        XDocument xml = ours.Document!;
        ours.Remove();
        return xml.ToString(SaveOptions.DisableFormatting);
    }

    private static XElement? Find(XDocument form, Guid tab) =>
        form.Descendants("tab").FirstOrDefault(t => Guid.TryParse(t.Attribute("id")?.Value, out Guid id) && id == tab);
}
