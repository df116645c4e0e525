using System.Text;

namespace DentalMigration.Reports.Pdf;

/// <summary>Lays text out from the top of a page downwards, and goes on to another where it is full.</summary>
internal sealed class PdfFlow(PdfFont plain, PdfFont bold)
{
    public const double Left = 56;
    public const double Column = PdfPage.Width - (2 * Left);
    private const double Top = 64;
    private const double Bottom = PdfPage.Height - 64;
    private const double Leading = 1.4;
    private const double Padding = 6;

    private readonly List<PdfPage> _pages = [];
    private double _y = Bottom;

    /// <summary>The pages so far.</summary>
    public IReadOnlyList<PdfPage> Pages => _pages;

    /// <summary>Where the next line begins.</summary>
    public PdfPlace Here => new(_pages[^1], _y);

    /// <summary>Begins a page unless so much room is left.</summary>
    public void Need(double height)
    {
        if (_pages.Count == 0 || _y + height > Bottom)
        {
            _pages.Add(new PdfPage());
            _y = Top;
        }
    }

    /// <summary>Leaves room.</summary>
    public void Space(double height) => _y += height;

    /// <summary>A line across the column.</summary>
    public void Rule(string colour) => _pages[^1].Rule(colour, Left, _y, Column);

    /// <summary>A heading; what follows it needs some room on the same page.</summary>
    public PdfPlace Heading(string text, double size, double follows)
    {
        string[] lines = [.. Wrap(bold, size, text, Column)];
        Need((lines.Length * size * Leading) + follows);
        PdfPlace place = Here;
        Lines(bold, size, PdfColour.Ink, Left, lines);
        return place;
    }

    /// <summary>A paragraph.</summary>
    public void Paragraph(string text, double size = 10, string colour = PdfColour.Ink, bool isBold = false, double indent = 0) =>
        Lines(isBold ? bold : plain, size, colour, Left + indent, Wrap(isBold ? bold : plain, size, text, Column - indent));

    /// <summary>A label with a text beside it.</summary>
    public void Pair(string label, string text, double width, double size = 10)
    {
        string[] lines = [.. Wrap(plain, size, text, Column - width)];
        Need(Math.Min(3, lines.Length) * size * Leading);
        (int page, double y) = (_pages.Count, _y);
        _pages[^1].Text(plain, size, PdfColour.Soft, Left, _y + size, label);
        Lines(plain, size, PdfColour.Ink, Left + width, lines);
        if (page == _pages.Count)
        {
            _y = Math.Max(_y, y + (size * Leading));
        }
    }

    /// <summary>Text in a box, to be typed letter by letter.</summary>
    public void Box(string text, double indent, double size = 8.5)
    {
        string[] lines = [.. Wrap(plain, size, text, Column - indent - (2 * Padding))];
        double height = (lines.Length * size * Leading) + (2 * Padding);
        Need(height);
        _pages[^1].Fill(PdfColour.Box, Left + indent, _y, Column - indent, height);
        _y += Padding;
        Lines(plain, size, PdfColour.Ink, Left + indent + Padding, lines);
        _y += Padding;
    }

    /// <summary>A line of contents: a text, dots and a number, the whole of it a link.</summary>
    public void Entry(string text, string number, PdfPlace to, double size = 10)
    {
        double height = size * Leading;
        Need(height);
        double end = Left + Column - plain.Width(number, size);
        string shown = Fit(text, size, end - Left - 24);
        double start = Left + plain.Width(shown, size) + 6;
        int dots = (int)Math.Max(0, (end - 6 - start) / plain.Width(".", size));
        _pages[^1].Text(plain, size, PdfColour.Ink, Left, _y + size, shown);
        _pages[^1].Text(plain, size, PdfColour.Faint, end - 6 - (dots * plain.Width(".", size)), _y + size, new string('.', dots));
        _pages[^1].Text(plain, size, PdfColour.Ink, end, _y + size, number);
        _pages[^1].Link(new PdfLink(Left, _y, Column, height, to));
        _y += height;
    }

    private void Lines(PdfFont font, double size, string colour, double x, IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Need(size * Leading);
            _pages[^1].Text(font, size, colour, x, _y + size, line);
            _y += size * Leading;
        }
    }

    private string Fit(string text, double size, double width)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        int count = runes.Length;
        while (count > 0 && plain.Width(string.Concat(runes.Take(count)), size) > width)
        {
            count--;
        }

        return count == runes.Length ? text : $"{string.Concat(runes.Take(Math.Max(0, count - 1)))}…";
    }

    /// <summary>Lines no wider than the width; broken between words, and within one only where it is longer than a line.</summary>
    private static IEnumerable<string> Wrap(PdfFont font, double size, string text, double width)
    {
        foreach (string paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = new StringBuilder();
            foreach (string word in paragraph.Replace('\t', ' ').Split(' ').SelectMany(w => Pieces(font, size, w, width)))
            {
                if (line.Length > 0 && font.Width($"{line} {word}", size) > width)
                {
                    yield return line.ToString();
                    line.Clear();
                }

                line.Append(line.Length > 0 ? " " : string.Empty).Append(word);
            }

            yield return line.ToString();
        }
    }

    private static IEnumerable<string> Pieces(PdfFont font, double size, string word, double width)
    {
        if (font.Width(word, size) <= width)
        {
            yield return word;
            yield break;
        }

        var piece = new StringBuilder();
        foreach (Rune rune in word.EnumerateRunes())
        {
            if (piece.Length > 0 && font.Width($"{piece}{rune}", size) > width)
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(rune);
        }

        yield return piece.ToString();
    }
}

/// <summary>The colours of a document, readable on paper without colour too.</summary>
internal static class PdfColour
{
    public const string Ink = "1B2330";
    public const string Soft = "566072";
    public const string Faint = "9AA3B2";
    public const string Line = "DFE3EA";
    public const string Box = "EEF0F4";
    public const string Mark = "1F6FB5";
    public const string Look = "8A5600";
}
