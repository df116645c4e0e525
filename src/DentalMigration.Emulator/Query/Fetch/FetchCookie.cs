using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Query.Fetch;

/// <summary>The paging cookie: first and last row of the page that was answered. In the annotation it is escaped twice.</summary>
internal static class FetchCookie
{
    /// <summary>The annotation's text.</summary>
    public static string Write(Table table, int page, Guid first, Guid last)
    {
        string cookie = string.Create(CultureInfo.InvariantCulture,
            $"<cookie page=\"{page}\"><{table.PrimaryId} last=\"{{{last.ToString().ToUpperInvariant()}}}\" ") +
            $"first=\"{{{first.ToString().ToUpperInvariant()}}}\" /></cookie>";
        string escaped = Uri.EscapeDataString(Uri.EscapeDataString(cookie));
        return string.Create(CultureInfo.InvariantCulture,
            $"<cookie pagenumber=\"{page + 1}\" pagingcookie=\"{escaped}\" istracking=\"False\" />");
    }

    /// <summary>The last row before the page asked for; null when the cookie does not say.</summary>
    public static Guid? LastOf(Table table, string? cookie)
    {
        if (cookie is not { Length: > 0 and < 10_000 })
        {
            return null;
        }
        try
        {
            XElement root = XElement.Parse(cookie);
            return Guid.TryParse((string?)root.Element(table.PrimaryId)?.Attribute("last"), out Guid last) ? last : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
