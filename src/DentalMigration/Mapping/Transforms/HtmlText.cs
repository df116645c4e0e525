using System.Text.RegularExpressions;

namespace DentalMigration.Mapping.Transforms;

/// <summary>Tells HTML from plain text, and writes plain text as HTML.</summary>
internal static partial class HtmlText
{
    /// <summary>True where the text holds a whole tag that notes are written with; <c>probing &lt; 4 and &gt; 2 mm</c> holds none.</summary>
    public static bool IsHtml(string text) => Tag().IsMatch(text);

    /// <summary>Plain text as HTML, its line breaks kept.</summary>
    public static string OfPlain(string text) => Escape(text).ReplaceLineEndings("<br>");

    /// <summary>Escapes what HTML would take for markup; what is escaped already stays as it is.</summary>
    public static string Escape(string text) => BareAmpersand().Replace(text, "&amp;")
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    [GeneratedRegex(
        """</?(?:p|br|div|span|b|i|u|s|em|strong|small|sub|sup|ul|ol|li|table|tbody|thead|tr|td|th|h[1-6]|font|a|img|hr|pre|blockquote|html|body)(?:\s+[a-z-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))*\s*/?>""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex("&(?!(?:amp|lt|gt|quot|apos|nbsp|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)")]
    private static partial Regex BareAmpersand();
}
