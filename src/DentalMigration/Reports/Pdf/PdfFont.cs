using System.Globalization;
using System.Text;

namespace DentalMigration.Reports.Pdf;

/// <summary>A font of this assembly, measured, and remembered glyph by glyph as it is used, for one document.</summary>
internal sealed class PdfFont
{
    private const int PerMille = 1000;
    private const string Missing = "\uFFFD";

    private readonly TrueTypeFile _file;
    private readonly SortedDictionary<ushort, string> _used = [];

    private PdfFont(string name, TrueTypeFile file)
    {
        Name = name;
        _file = file;
    }

    /// <summary>Its PostScript name.</summary>
    public string Name { get; }

    /// <summary>Reaches over the base line, in thousandths of the size.</summary>
    public int Ascent => Scaled(_file.Ascent);

    /// <summary>Reaches under the base line, in thousandths of the size; negative.</summary>
    public int Descent => Scaled(_file.Descent);

    /// <summary>The box that holds every glyph, in thousandths of the size.</summary>
    public string Box => string.Join(' ', _file.Box.Select(n => Scaled(n).ToString(CultureInfo.InvariantCulture)));

    /// <summary>Loads one that is embedded: <c>DejaVuSans</c>, <c>DejaVuSans-Bold</c>.</summary>
    public static PdfFont Load(string name)
    {
        using Stream stream = typeof(PdfFont).Assembly.GetManifestResourceStream($"Fonts/{name}.ttf")!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new PdfFont(name, new TrueTypeFile(bytes));
    }

    /// <summary>How wide a text is, in the unit of the size.</summary>
    public double Width(string text, double size) => Runes(text).Sum(r => (double)_file.Advance(r.Glyph)) * size / _file.UnitsPerEm;

    /// <summary>The text as the codes of its glyphs, in hexadecimal.</summary>
    public string Encode(string text)
    {
        var codes = new StringBuilder(text.Length * 4);
        foreach ((ushort glyph, string said) in Runes(text))
        {
            _used.TryAdd(glyph, said);
            codes.Append(CultureInfo.InvariantCulture, $"{glyph:X4}");
        }

        return codes.ToString();
    }

    /// <summary>The font with what was used of it.</summary>
    public byte[] Subset() => TrueTypeSubset.Make(_file, _used.Keys);

    /// <summary>The widths of what was used, as a PDF has them.</summary>
    public string Widths() => string.Join(
        ' ', _used.Keys.Select(g => string.Create(CultureInfo.InvariantCulture, $"{g} [{_file.Advance(g) * (double)PerMille / _file.UnitsPerEm:0.##}]")));

    /// <summary>What tells a reader which characters the glyphs are, so that text can be searched and copied.</summary>
    public string Characters()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Characters def\n/CMapType 2 def\n"
            + "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (KeyValuePair<ushort, string>[] part in _used.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{part.Length} beginbfchar\n");
            foreach ((ushort glyph, string said) in part)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(said))}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nend\nend\n").ToString();
    }

    private IEnumerable<(ushort Glyph, string Said)> Runes(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            ushort glyph = _file.Glyph(rune);
            yield return glyph == 0 ? (_file.Glyph(Rune.ReplacementChar), Missing) : (glyph, rune.ToString());
        }
    }

    private int Scaled(int units) => units * PerMille / _file.UnitsPerEm;
}
