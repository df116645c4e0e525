using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace DentalMigration.Tests.Support;

/// <summary>
/// A PDF as a reader sees it: follows the cross-reference table, unpacks the streams, and turns glyphs into characters by what the fonts
/// tell. Knows just what a plain PDF has.
/// </summary>
public sealed partial class PdfText
{
    private readonly Dictionary<int, byte[]> _objects = [];

    private PdfText(byte[] file)
    {
        string all = Encoding.Latin1.GetString(file);
        int table = int.Parse(Start().Match(all).Groups[1].Value, CultureInfo.InvariantCulture);
        int count = int.Parse(Size().Match(all, table).Groups[1].Value, CultureInfo.InvariantCulture);
        string[] places = all[table..].Split('\n');
        for (int number = 1; number < count; number++)
        {
            int at = int.Parse(places[number + 2][..10], CultureInfo.InvariantCulture);
            string start = $"{number} 0 obj\n";
            Assert.Equal(start, all.Substring(at, start.Length));
            _objects.Add(number, file[(at + start.Length)..all.IndexOf("\nendobj", at, StringComparison.Ordinal)]);
        }

        string catalog = Of(Root().Match(all));
        Pages = [.. Numbers().Matches(Kids().Match(Of(PagesOf().Match(catalog))).Groups[1].Value).Select(m => PageText(Of(m)))];
        Bookmarks = OutlinesOf().Match(catalog) is { Success: true } outlines ? [.. Titles(Of(First().Match(Of(outlines))))] : [];
        Title = Hex(TitleOf().Match(Of(InfoOf().Match(all))).Groups[1].Value);
        Links = _objects.Values.Sum(o => LinkOf().Count(Encoding.Latin1.GetString(o)));
    }

    /// <summary>The text of each page, a line for each piece.</summary>
    public IReadOnlyList<string> Pages { get; }

    /// <summary>All text.</summary>
    public string Text => string.Join('\n', Pages);

    /// <summary>All text, broken lines joined.</summary>
    public string Flat => Text.Replace('\n', ' ');

    public IReadOnlyList<string> Bookmarks { get; }

    public string Title { get; }

    public int Links { get; }

    public static PdfText Read(string path) => new(File.ReadAllBytes(path));

    private string PageText(string page)
    {
        Dictionary<string, Dictionary<string, string>> fonts = FontOf().Matches(page)
            .ToDictionary(m => m.Groups[1].Value, m => Characters(Encoding.Latin1.GetString(Unpack(Number(CharactersOf().Match(Of(m)))))));
        var text = new StringBuilder();
        string font = string.Empty;
        foreach (Match m in Shown().Matches(Encoding.Latin1.GetString(Unpack(Number(ContentsOf().Match(page))))))
        {
            font = m.Groups[1].Value;
            text.AppendJoin("", m.Groups[2].Value.Chunk(4).Select(code => fonts[font][new string(code)])).Append('\n');
        }

        return text.ToString();
    }

    private IEnumerable<string> Titles(string item)
    {
        while (true)
        {
            yield return Hex(TitleOf().Match(item).Groups[1].Value);
            if (Next().Match(item) is not { Success: true } next)
            {
                yield break;
            }

            item = Of(next);
        }
    }

    private static Dictionary<string, string> Characters(string map) =>
        Pair().Matches(map).ToDictionary(m => m.Groups[1].Value, m => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(m.Groups[2].Value)));

    private byte[] Unpack(int number)
    {
        byte[] body = _objects[number];
        int start = Encoding.Latin1.GetString(body).IndexOf("stream\n", StringComparison.Ordinal) + "stream\n".Length;
        using var zip = new ZLibStream(new MemoryStream(body, start, body.Length - start), CompressionMode.Decompress);
        var plain = new MemoryStream();
        zip.CopyTo(plain);
        return plain.ToArray();
    }

    private string Of(Match reference) => Encoding.Latin1.GetString(_objects[Number(reference)]);

    private static int Number(Match reference) => int.Parse(reference.Groups["n"].Value, CultureInfo.InvariantCulture);

    private static string Hex(string text) => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(text));

    [GeneratedRegex(@"startxref\n(\d+)\n%%EOF\n$")]
    private static partial Regex Start();

    [GeneratedRegex(@"/Size (\d+)")]
    private static partial Regex Size();

    [GeneratedRegex(@"/Root (?<n>\d+) 0 R")]
    private static partial Regex Root();

    [GeneratedRegex(@"/Info (?<n>\d+) 0 R")]
    private static partial Regex InfoOf();

    [GeneratedRegex(@"/Pages (?<n>\d+) 0 R")]
    private static partial Regex PagesOf();

    [GeneratedRegex(@"/Outlines (?<n>\d+) 0 R")]
    private static partial Regex OutlinesOf();

    [GeneratedRegex(@"/First (?<n>\d+) 0 R")]
    private static partial Regex First();

    [GeneratedRegex(@"/Next (?<n>\d+) 0 R")]
    private static partial Regex Next();

    [GeneratedRegex(@"/Title <FEFF([0-9A-F]*)>")]
    private static partial Regex TitleOf();

    [GeneratedRegex(@"/Kids \[(.*?)\]")]
    private static partial Regex Kids();

    [GeneratedRegex(@"(?<n>\d+) 0 R")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"/(DejaVu[\w-]+) (?<n>\d+) 0 R")]
    private static partial Regex FontOf();

    [GeneratedRegex(@"/ToUnicode (?<n>\d+) 0 R")]
    private static partial Regex CharactersOf();

    [GeneratedRegex(@"/Contents (?<n>\d+) 0 R")]
    private static partial Regex ContentsOf();

    [GeneratedRegex(@"/Subtype /Link .*?/Dest \[")]
    private static partial Regex LinkOf();

    [GeneratedRegex(@"/([\w-]+) [\d.]+ Tf [^<]*<([0-9A-F]*)> Tj")]
    private static partial Regex Shown();

    [GeneratedRegex(@"<([0-9A-F]{4})> <([0-9A-F]+)>\n")]
    private static partial Regex Pair();
}
