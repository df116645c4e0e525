using System.Globalization;
using System.Text;

namespace DentalMigration.Reports.Pdf;

/// <summary>One page. Places are in points from the upper left corner; a colour is <c>RRGGBB</c>.</summary>
internal sealed class PdfPage
{
    /// <summary>A4.</summary>
    public const double Width = 595;

    /// <summary>A4.</summary>
    public const double Height = 842;

    private readonly StringBuilder _content = new();
    private readonly List<PdfLink> _links = [];

    /// <summary>What is drawn, in the language of PDF.</summary>
    public string Content => _content.ToString();

    /// <summary>The places that lead to other pages.</summary>
    public IReadOnlyList<PdfLink> Links => _links;

    /// <summary>Writes text with its base line at a height.</summary>
    public void Text(PdfFont font, double size, string colour, double x, double y, string text) =>
        Append($"BT {Colour(colour)} rg /{font.Name} {size:0.##} Tf {x:0.##} {Height - y:0.##} Td <{font.Encode(text)}> Tj ET\n");

    /// <summary>Fills a rectangle.</summary>
    public void Fill(string colour, double x, double y, double width, double height) =>
        Append($"{Colour(colour)} rg {x:0.##} {Height - y - height:0.##} {width:0.##} {height:0.##} re f\n");

    /// <summary>Draws a line across.</summary>
    public void Rule(string colour, double x, double y, double width) =>
        Append($"{Colour(colour)} RG 0.75 w {x:0.##} {Height - y:0.##} m {x + width:0.##} {Height - y:0.##} l S\n");

    /// <summary>Makes a place lead to another page.</summary>
    public void Link(PdfLink link) => _links.Add(link);

    private static string Colour(string colour) => string.Join(' ', Enumerable.Range(0, 3).Select(
        i => (int.Parse(colour.AsSpan(i * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0).ToString("0.###", CultureInfo.InvariantCulture)));

    private void Append(FormattableString text) => _content.Append(text.ToString(CultureInfo.InvariantCulture));
}

/// <summary>A place of a page that leads to another.</summary>
/// <param name="X">Its left side.</param>
/// <param name="Y">Its upper side.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
/// <param name="To">Where it leads.</param>
internal sealed record PdfLink(double X, double Y, double Width, double Height, PdfPlace To);

/// <summary>A place in a document.</summary>
/// <param name="Page">The page.</param>
/// <param name="Y">How far down.</param>
internal sealed record PdfPlace(PdfPage Page, double Y);

/// <summary>A bookmark.</summary>
/// <param name="Title">What it says.</param>
/// <param name="Place">Where it leads.</param>
internal sealed record PdfBookmark(string Title, PdfPlace Place);
