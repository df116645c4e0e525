using System.Buffers.Binary;

namespace DentalMigration.Cli.Generation.Sheets;

/// <summary>The parts of a workbook beside its sheets, and what makes the package the same on every machine.</summary>
internal static class WorkbookParts
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const string Declaration = """<?xml version="1.0" encoding="utf-8"?>""";

    private const int EndRecordLength = 22;
    private const int EntryLength = 46;

    /// <summary>Names and contents of the parts for sheets of these names.</summary>
    public static IEnumerable<(string Name, string Content)> All(IReadOnlyList<string> sheets)
    {
        string Join(Func<string, int, string> of) => string.Concat(sheets.Select((s, i) => of(s, i + 1)));
        yield return ("xl/workbook.xml",
            $"""{Declaration}<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>"""
            + Join((s, i) => $"""<sheet name="{s}" sheetId="{i}" r:id="rId{i}"/>""") + "</sheets></workbook>");
        yield return ("xl/_rels/workbook.xml.rels",
            $"""{Declaration}<Relationships xmlns="{Package}/relationships">"""
            + Join((_, i) => $"""<Relationship Id="rId{i}" Type="{Relations}/worksheet" Target="worksheets/sheet{i}.xml"/>""")
            + $"""<Relationship Id="rIdStyles" Type="{Relations}/styles" Target="styles.xml"/></Relationships>""");
        yield return ("xl/styles.xml",
            $"""{Declaration}<styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\.mm\.yyyy"/></numFmts>"""
            + """<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>"""
            + """<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/>"""
            + """<xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="4" applyNumberFormat="1"/></cellXfs></styleSheet>""");
        yield return ("_rels/.rels",
            $"""{Declaration}<Relationships xmlns="{Package}/relationships">"""
            + $"""<Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        yield return ("[Content_Types].xml",
            $"""{Declaration}<Types xmlns="{Package}/content-types">"""
            + """<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"""
            + $"""<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{Type}.sheet.main+xml"/>"""
            + $"""<Override PartName="/xl/styles.xml" ContentType="{Type}.styles+xml"/>"""
            + Join((_, i) => $"""<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{Type}.worksheet+xml"/>""") + "</Types>");
    }

    /// <summary>Sets the byte of each directory entry that names the operating system the archive was made on.</summary>
    public static void MakeAlike(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        Span<byte> end = stackalloc byte[EndRecordLength];
        file.Seek(-EndRecordLength, SeekOrigin.End);
        file.ReadExactly(end);
        int entries = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        long directory = file.Length - EndRecordLength - BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(end[16..]) == uint.MaxValue)
        {
            throw new MigrationException("ReportTooLarge", "The treatment plan report would pass 4 GB; generate fewer patients.");
        }

        Span<byte> entry = stackalloc byte[EntryLength];
        for (int i = 0; i < entries; i++)
        {
            file.Seek(directory, SeekOrigin.Begin);
            file.ReadExactly(entry);
            file.Seek(directory + 5, SeekOrigin.Begin);
            file.WriteByte(0);
            directory += EntryLength
                + BinaryPrimitives.ReadUInt16LittleEndian(entry[28..])
                + BinaryPrimitives.ReadUInt16LittleEndian(entry[30..])
                + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
        }
    }
}
