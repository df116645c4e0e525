using System.Buffers.Binary;
using System.Text;

namespace DentalMigration.Reports.Pdf;

/// <summary>A TrueType font's tables, as far as measuring and embedding need them. Numbers are in the font's own units.</summary>
internal sealed class TrueTypeFile
{
    private const int TableEntry = 16;
    private const int FirstTable = 12;
    private const uint Segments = 4;
    private const uint Groups = 12;

    private readonly byte[] _bytes;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<int, ushort> _glyphs = [];
    private readonly int _measured;
    private readonly bool _isLong;

    public TrueTypeFile(byte[] bytes)
    {
        _bytes = bytes;
        for (int i = 0, count = U16(4); i < count; i++)
        {
            int entry = FirstTable + (i * TableEntry);
            _tables.Add(Encoding.ASCII.GetString(bytes, entry, 4), ((int)U32(entry + 8), (int)U32(entry + 12)));
        }

        UnitsPerEm = U16(At("head") + 18);
        _isLong = U16(At("head") + 50) == 1;
        Ascent = S16(At("hhea") + 4);
        Descent = S16(At("hhea") + 6);
        _measured = U16(At("hhea") + 34);
        GlyphCount = U16(At("maxp") + 4);
        Box = [S16(At("head") + 36), S16(At("head") + 38), S16(At("head") + 40), S16(At("head") + 42)];
        ReadCharacters();
    }

    /// <summary>Units of an em.</summary>
    public int UnitsPerEm { get; }

    /// <summary>How far letters reach over the base line.</summary>
    public int Ascent { get; }

    /// <summary>How far they reach under it; negative.</summary>
    public int Descent { get; }

    /// <summary>How many glyphs there are.</summary>
    public int GlyphCount { get; }

    /// <summary>The box that holds every glyph: left, bottom, right, top.</summary>
    public IReadOnlyList<int> Box { get; }

    /// <summary>The glyph of a character; 0 where the font has none.</summary>
    public ushort Glyph(Rune character) => _glyphs.GetValueOrDefault(character.Value);

    /// <summary>How far a glyph moves on.</summary>
    public int Advance(ushort glyph) => U16(At("hmtx") + (Math.Min(glyph, _measured - 1) * 4));

    /// <summary>A table's bytes; empty where the font has none of that name.</summary>
    public ReadOnlySpan<byte> Table(string name) =>
        _tables.TryGetValue(name, out (int Offset, int Length) table) ? _bytes.AsSpan(table.Offset, table.Length) : [];

    /// <summary>A glyph's outline; empty for a space.</summary>
    public ReadOnlySpan<byte> Outline(ushort glyph)
    {
        int loca = At("loca");
        int start = _isLong ? (int)U32(loca + (glyph * 4)) : U16(loca + (glyph * 2)) * 2;
        int end = _isLong ? (int)U32(loca + (glyph * 4) + 4) : U16(loca + (glyph * 2) + 2) * 2;
        return _bytes.AsSpan(At("glyf") + start, end - start);
    }

    private void ReadCharacters()
    {
        int cmap = At("cmap");
        for (int i = 0, count = U16(cmap + 2); i < count; i++)
        {
            int table = cmap + (int)U32(cmap + 8 + (i * 8));
            switch ((uint)U16(table))
            {
                case Segments:
                    ReadSegments(table);
                    break;
                case Groups:
                    ReadGroups(table);
                    break;
            }
        }
    }

    private void ReadSegments(int table)
    {
        int size = U16(table + 6);
        (int ends, int starts) = (table + 14, table + 16 + size);
        (int deltas, int offsets) = (starts + size, starts + (2 * size));
        for (int s = 0; s < size; s += 2)
        {
            int offset = U16(offsets + s);
            for (int c = U16(starts + s); c <= U16(ends + s) && c != 0xFFFF; c++)
            {
                int glyph = offset == 0 ? c : U16(offsets + s + offset + (2 * (c - U16(starts + s))));
                if (glyph != 0)
                {
                    _glyphs.TryAdd(c, (ushort)(glyph + U16(deltas + s)));
                }
            }
        }
    }

    private void ReadGroups(int table)
    {
        for (uint g = 0, count = U32(table + 12); g < count; g++)
        {
            int group = table + 16 + ((int)g * 12);
            uint first = U32(group);
            for (uint c = first; c <= U32(group + 4); c++)
            {
                _glyphs.TryAdd((int)c, (ushort)(U32(group + 8) + c - first));
            }
        }
    }

    private int At(string table) => _tables[table].Offset;

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(at));

    private short S16(int at) => BinaryPrimitives.ReadInt16BigEndian(_bytes.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(_bytes.AsSpan(at));
}
