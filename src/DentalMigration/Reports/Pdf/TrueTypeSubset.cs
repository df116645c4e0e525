using System.Buffers.Binary;
using System.Text;

namespace DentalMigration.Reports.Pdf;

/// <summary>Makes a font file with the outlines of some glyphs alone. Glyphs keep their numbers, so that a text's codes are the glyphs.</summary>
internal static class TrueTypeSubset
{
    private const ushort Words = 0x0001;
    private const ushort Scale = 0x0008;
    private const ushort More = 0x0020;
    private const ushort TwoScales = 0x0040;
    private const ushort Matrix = 0x0080;

    private static readonly byte[] Padding = new byte[3];

    private static readonly string[] Kept = ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];

    /// <summary>Makes it.</summary>
    /// <param name="font">The whole font.</param>
    /// <param name="glyphs">The glyphs used; what they are composed of is added.</param>
    public static byte[] Make(TrueTypeFile font, IEnumerable<ushort> glyphs)
    {
        var used = new SortedSet<ushort>(glyphs) { 0 };
        foreach (ushort glyph in used.ToArray())
        {
            AddParts(font, glyph, used);
        }

        var outlines = new MemoryStream();
        byte[] places = new byte[(font.GlyphCount + 1) * 4];
        for (int glyph = 0; glyph < font.GlyphCount; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(places.AsSpan(glyph * 4), (uint)outlines.Length);
            if (used.Contains((ushort)glyph))
            {
                outlines.Write(font.Outline((ushort)glyph));
                outlines.Write(Padding.AsSpan(0, (int)(-outlines.Length & 3)));
            }
        }

        BinaryPrimitives.WriteUInt32BigEndian(places.AsSpan(font.GlyphCount * 4), (uint)outlines.Length);
        byte[] head = font.Table("head").ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        return Assemble([.. Kept.Select(name => (name, name switch
        {
            "glyf" => outlines.ToArray(),
            "loca" => places,
            "head" => head,
            _ => font.Table(name).ToArray(),
        })).Where(table => table.Item2.Length > 0)]);
    }

    private static void AddParts(TrueTypeFile font, ushort glyph, SortedSet<ushort> used)
    {
        ReadOnlySpan<byte> outline = font.Outline(glyph);
        if (outline.Length < 10 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
        {
            return;
        }

        ushort flags;
        int at = 10;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            ushort part = BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]);
            if (used.Add(part))
            {
                AddParts(font, part, used);
            }

            at += 4 + ((flags & Words) != 0 ? 4 : 2)
                + ((flags & Scale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0);
        }
        while ((flags & More) != 0);
    }

    private static byte[] Assemble((string Name, byte[] Bytes)[] tables)
    {
        int power = (int)Math.Log2(tables.Length);
        int start = 12 + (tables.Length * 16);
        byte[] file = new byte[start + tables.Sum(t => (t.Bytes.Length + 3) & ~3)];
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tables.Length);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)((1 << power) * 16));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)((tables.Length - (1 << power)) * 16));
        for (int i = 0; i < tables.Length; i++)
        {
            (string name, byte[] bytes) = tables[i];
            Span<byte> entry = file.AsSpan(12 + (i * 16), 16);
            Encoding.ASCII.GetBytes(name, entry);
            bytes.CopyTo(file, start);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Sum(file.AsSpan(start, (bytes.Length + 3) & ~3)));
            BinaryPrimitives.WriteUInt32BigEndian(entry[8..], (uint)start);
            BinaryPrimitives.WriteUInt32BigEndian(entry[12..], (uint)bytes.Length);
            start += (bytes.Length + 3) & ~3;
        }

        return file;
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (int i = 0; i < bytes.Length; i += 4)
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(bytes[i..]));
        }

        return sum;
    }
}
