using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace DentalMigration.Reports.Pdf;

/// <summary>
/// Writes pages as a PDF 1.7 file: fonts embedded as far as they are used and with their characters told, bookmarks, links. The same pages
/// make the same bytes.
/// </summary>
internal sealed class PdfFile(string title, DateTimeOffset made)
{
    private const int Catalog = 1;
    private const int Pages = 2;

    private readonly List<byte[]> _objects = [[], []];

    /// <summary>Writes the file.</summary>
    public void Write(Stream stream, IReadOnlyList<PdfPage> pages, IReadOnlyList<PdfFont> fonts, IReadOnlyList<PdfBookmark> bookmarks)
    {
        string resources = $"<< /Font << {string.Join(' ', fonts.Select(f => $"/{f.Name} {AddFont(f)} 0 R"))} >> >>";
        int first = _objects.Count + 1 + pages.Count;
        int[] contents = [.. pages.Select(p => AddStream(Encoding.ASCII.GetBytes(p.Content)))];
        Dictionary<PdfPage, int> numbers = pages.Index().ToDictionary(p => p.Item, p => first + p.Index);
        string Place(PdfPlace place) => string.Create(
            CultureInfo.InvariantCulture, $"[{numbers[place.Page]} 0 R /XYZ 0 {PdfPage.Height - place.Y + 8:0.##} 0]");
        for (int i = 0; i < pages.Count; i++)
        {
            string links = string.Concat(pages[i].Links.Select(l => string.Create(
                CultureInfo.InvariantCulture,
                $"<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [{l.X:0.##} {PdfPage.Height - l.Y - l.Height:0.##} {l.X + l.Width:0.##} {PdfPage.Height - l.Y:0.##}] /Dest {Place(l.To)} >> ")));
            Add($"<< /Type /Page /Parent {Pages} 0 R /MediaBox [0 0 {PdfPage.Width} {PdfPage.Height}] /Resources {resources} /Contents {contents[i]} 0 R /Annots [{links}] >>");
        }

        _objects[Pages - 1] = Encoding.ASCII.GetBytes(
            $"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', Enumerable.Range(first, pages.Count).Select(n => $"{n} 0 R"))}] >>");
        string outline = bookmarks.Count == 0 ? string.Empty : $" /Outlines {AddBookmarks(bookmarks, Place)} 0 R /PageMode /UseOutlines";
        _objects[Catalog - 1] = Encoding.ASCII.GetBytes(
            $"<< /Type /Catalog /Pages {Pages} 0 R /Lang (en) /ViewerPreferences << /DisplayDocTitle true >>{outline} >>");
        int info = Add(string.Create(
            CultureInfo.InvariantCulture, $"<< /Title {Text(title)} /Producer (DentalMigration) /CreationDate (D:{made.UtcDateTime:yyyyMMddHHmmss}Z) >>"));
        WriteObjects(stream, info);
    }

    private int AddFont(PdfFont font)
    {
        byte[] subset = font.Subset();
        int file = AddStream(subset, $" /Length1 {subset.Length}");
        int descriptor = Add($"<< /Type /FontDescriptor /FontName /DENTAL+{font.Name} /Flags 4 /FontBBox [{font.Box}] /ItalicAngle 0 "
            + $"/Ascent {font.Ascent} /Descent {font.Descent} /CapHeight {font.Ascent} /StemV 80 /FontFile2 {file} 0 R >>");
        int glyphs = Add($"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /DENTAL+{font.Name} /CIDToGIDMap /Identity "
            + $"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /W [{font.Widths()}] >>");
        int characters = AddStream(Encoding.ASCII.GetBytes(font.Characters()));
        return Add($"<< /Type /Font /Subtype /Type0 /BaseFont /DENTAL+{font.Name} /Encoding /Identity-H "
            + $"/DescendantFonts [{glyphs} 0 R] /ToUnicode {characters} 0 R >>");
    }

    private int AddBookmarks(IReadOnlyList<PdfBookmark> bookmarks, Func<PdfPlace, string> place)
    {
        int root = _objects.Count + 1;
        Add($"<< /Type /Outlines /First {root + 1} 0 R /Last {root + bookmarks.Count} 0 R /Count {bookmarks.Count} >>");
        for (int i = 0; i < bookmarks.Count; i++)
        {
            string before = i == 0 ? string.Empty : $" /Prev {root + i} 0 R";
            string after = i == bookmarks.Count - 1 ? string.Empty : $" /Next {root + i + 2} 0 R";
            Add($"<< /Title {Text(bookmarks[i].Title)} /Parent {root} 0 R{before}{after} /Dest {place(bookmarks[i].Place)} >>");
        }

        return root;
    }

    private static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    private int AddStream(byte[] bytes, string more = "")
    {
        var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(bytes);
        }

        byte[] start = Encoding.ASCII.GetBytes($"<< /Length {packed.Length} /Filter /FlateDecode{more} >>\nstream\n");
        _objects.Add([.. start, .. packed.ToArray(), .. "\nendstream"u8]);
        return _objects.Count;
    }

    private int Add(string body)
    {
        _objects.Add(Encoding.ASCII.GetBytes(body));
        return _objects.Count;
    }

    private void WriteObjects(Stream stream, int info)
    {
        long at = 0;
        void Put(ReadOnlySpan<byte> bytes)
        {
            stream.Write(bytes);
            at += bytes.Length;
        }

        Put("%PDF-1.7\n%"u8);
        Put([0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
        var places = new List<long>(_objects.Count);
        for (int i = 0; i < _objects.Count; i++)
        {
            places.Add(at);
            Put(Encoding.ASCII.GetBytes($"{i + 1} 0 obj\n"));
            Put(_objects[i]);
            Put("\nendobj\n"u8);
        }

        long table = at;
        Put(Encoding.ASCII.GetBytes($"xref\n0 {_objects.Count + 1}\n0000000000 65535 f \n"));
        places.ForEach(p => Put(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{p:0000000000} 00000 n \n"))));
        Put(Encoding.ASCII.GetBytes($"trailer\n<< /Size {_objects.Count + 1} /Root {Catalog} 0 R /Info {info} 0 R >>\nstartxref\n{table}\n%%EOF\n"));
    }
}
