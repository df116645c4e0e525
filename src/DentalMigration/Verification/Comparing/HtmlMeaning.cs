using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace DentalMigration.Verification.Comparing;

/// <summary>
/// What markup shows, in one spelling: editors rewrite attributes, quotes, entities and white space without changing a word. Wrappers and
/// attributes count for nothing, save where a link leads; every other tag and all text does.
/// </summary>
internal static partial class HtmlMeaning
{
    private static readonly HashSet<string> Wrappers = new(StringComparer.Ordinal) { "div", "span", "font", "html", "body", "tbody" };

    /// <summary>The spelling two texts share when they show the same.</summary>
    public static string Of(string html)
    {
        var text = new StringBuilder(html.Length);
        int at = 0;
        foreach (Match tag in Tag().Matches(html))
        {
            AddText(text, html.AsSpan(at, tag.Index - at));
            AddTag(text, tag);
            at = tag.Index + tag.Length;
        }

        AddText(text, html.AsSpan(at));
        return text.ToString().Trim();
    }

    private static void AddTag(StringBuilder text, Match tag)
    {
        string name = tag.Groups["name"].Value.ToLowerInvariant();
        if (Wrappers.Contains(name))
        {
            return;
        }

        TrimEnd(text);
        text.Append('<').Append(tag.Groups["end"].Value).Append(name);
        if (Place().Match(tag.Groups["rest"].Value) is { Success: true } place)
        {
            text.Append(' ').Append(WebUtility.HtmlDecode(place.Groups["to"].Value));
        }

        text.Append('>');
    }

    private static void AddText(StringBuilder text, ReadOnlySpan<char> piece)
    {
        foreach (char c in WebUtility.HtmlDecode(piece.ToString()))
        {
            if (!char.IsWhiteSpace(c))
            {
                text.Append(c);
            }
            else if (text.Length > 0 && text[^1] is not (' ' or '>'))
            {
                text.Append(' ');
            }
        }
    }

    private static void TrimEnd(StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }
    }

    [GeneratedRegex("""<(?<end>/?)(?<name>[a-zA-Z][a-zA-Z0-9]*)(?<rest>(?:\s+[^<>]*?)?)\s*/?>""", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex("""(?:^|\s)(?:href|src)\s*=\s*["']?(?<to>[^"'\s>]*)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
