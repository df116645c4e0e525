using System.IO.Compression;
using System.Text;

namespace DentalMigration.Tests.Corpus;

/// <summary>The ways a file is damaged.</summary>
internal static class Damages
{
    private static readonly string[] Wrong = ["abc", "31.02.2020", "13/45/2020", "1.2.3", "1e999", "=SUM(A1:A9)", "#REF!", "''", "99999999999999999999", "\ufffd"];

    private static readonly (string Name, Action<DamagedFile, Random> Do)[] OfText =
    [
        ("Encoding", Encode),
        ("Mojibake", (f, _) => Recode(f, new UTF8Encoding(false), Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(f.Text)))),
        ("Delimiter", Redelimit),
        ("Titles", Titles),
        ("HeaderAgain", HeaderAgain),
        ("HeaderTwice", (f, r) => Header(f, r, (cells, at) => cells[at] = cells[r.Next(cells.Length)])),
        ("HeaderMissing", (f, r) => Header(f, r, (cells, at) => cells[at] = "")),
        ("HeaderRenamed", (f, r) => Header(f, r, (cells, at) => cells[at] = "Sütun " + r.Next(100))),
        ("NoHeader", NoHeader),
        ("Ragged", Ragged),
        ("CutInRow", CutInRow),
        ("CutInQuote", CutInQuote),
        ("WrongTypes", WrongTypes),
        ("Nul", (f, r) => Insert(f, r, "\0")),
        ("ControlCharacters", (f, r) => Insert(f, r, "\u0001")),
        ("Empty", (f, _) => f.Bytes = []),
        ("LineEnds", LineEnds),
        ("UnclosedQuote", UnclosedQuote),
        ("QuotesInside", (f, r) => Insert(f, r, "a\"b")),
        ("Totals", Totals),
        ("BlankLines", BlankLines),
        ("RowsTwice", RowsTwice),
        ("LongCell", (f, r) => Insert(f, r, new string('x', 150_000))),
        ("ByteFlips", ByteFlips),
        ("Garbage", (f, r) => Uncountable(f).Bytes = Noise(r, r.Next(1, 5000))),
        ("Gone", (f, _) => f.IsGone = true),
    ];

    private static readonly (string Name, Action<DamagedFile, Random> Do)[] OfWorkbooks =
    [
        ("CutWorkbook", (f, r) => Uncountable(f).Bytes = f.Bytes[..r.Next(f.Bytes.Length)]),
        ("EmptyWorkbook", (f, _) => Uncountable(f).Bytes = []),
        ("ByteFlips", ByteFlips),
        ("EmptyArchive", (f, _) => Uncountable(f).Bytes = Archive()),
        ("TextInstead", (f, _) => Uncountable(f).Bytes = Encoding.UTF8.GetBytes("<html><table><tr><td>Plan No</td></tr></table></html>")),
        ("Gone", (f, _) => f.IsGone = true),
    ];

    /// <summary>A damage that suits the file. A file that cannot be counted any more, or is empty, gets no second one that needs its rows.</summary>
    public static (string Name, Action<DamagedFile, Random> Do) Draw(DamagedFile file, Random random)
    {
        if (!file.IsText)
        {
            return OfWorkbooks[random.Next(OfWorkbooks.Length)];
        }

        return file.IsCountable && file.Rows.Count > 1 ? OfText[random.Next(OfText.Length)] : ("ByteFlips", ByteFlips);
    }

    private static DamagedFile Uncountable(DamagedFile file)
    {
        file.IsCountable = false;
        return file;
    }

    private static void Encode(DamagedFile file, Random random)
    {
        Encoding[] encodings =
        [
            CodePagesEncodingProvider.Instance.GetEncoding(1254)!, CodePagesEncodingProvider.Instance.GetEncoding(857)!,
            CodePagesEncodingProvider.Instance.GetEncoding(1252)!, new UTF8Encoding(true), new UTF8Encoding(false), Encoding.Unicode,
            Encoding.BigEndianUnicode, new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
        ];
        Recode(file, encodings[random.Next(encodings.Length)], file.Text);
    }

    /// <summary>The same rows in another encoding, whose letters may come out differently.</summary>
    private static void Recode(DamagedFile file, Encoding encoding, string text)
    {
        bool[] records = [.. file.Rows.Select(r => !file.IsNoRecord(r))];
        file.Encoding = encoding;
        file.Text = text;
        foreach (string row in file.Rows.Where((_, i) => !records[i]))
        {
            file.NoRecord(row);
        }
    }

    private static void Redelimit(DamagedFile file, Random random)
    {
        char delimiter = ";,\t|"[random.Next(4)];
        char before = file.Delimiter;
        List<(string Row, bool IsRecord)> rows = [.. file.Rows.Select(r => (
            string.Join(delimiter, Cells.Split(r, before).Select(c => Cells.Quoted(c, delimiter))), !file.IsNoRecord(r)))];
        rows.Where(r => !r.IsRecord).ToList().ForEach(r => file.NoRecord(r.Row));
        file.Delimiter = delimiter;
        file.Rows = [.. rows.Select(r => r.Row)];
    }

    private static void Titles(DamagedFile file, Random random)
    {
        string[] titles = [.. Enumerable.Range(1, random.Next(1, 6)).Select(i => $"Rapor {i} / 30.09.2026")];
        titles.ToList().ForEach(file.NoRecord);
        file.Rows = [.. titles, .. file.Rows];
    }

    private static void HeaderAgain(DamagedFile file, Random random)
    {
        List<string> rows = file.Rows;
        int header = rows.TakeWhile(file.IsNoRecord).Count() - 1;
        if (header >= 0)
        {
            rows.Insert(random.Next(header + 1, rows.Count + 1), rows[header]);
            file.Rows = rows;
        }
    }

    /// <summary>Changes a cell of the header, wherever it stands again too.</summary>
    private static void Header(DamagedFile file, Random random, Action<string[], int> change)
    {
        List<string> rows = file.Rows;
        int header = rows.TakeWhile(file.IsNoRecord).Count() - 1;
        if (header >= 0)
        {
            string before = rows[header];
            string[] cells = Cells.Split(before, file.Delimiter);
            change(cells, random.Next(cells.Length));
            string after = string.Join(file.Delimiter, cells);
            file.NoRecord(after);
            file.Rows = [.. rows.Select(r => r == before ? after : r)];
        }
    }

    /// <summary>Takes the first row away. Where the header stands again further down, what is above it passes for titles, with a warning.</summary>
    private static void NoHeader(DamagedFile file, Random random)
    {
        List<string> rows = file.Rows[1..];
        bool isAgain = rows.SkipWhile(file.IsNoRecord).Any(file.IsNoRecord);
        file.Rows = rows;
        file.IsCountable &= !isAgain;
    }

    private static void Ragged(DamagedFile file, Random random) => Change(file, random, (row, r) => r.Next(2) == 0
        ? row + string.Concat(Enumerable.Repeat(file.Delimiter + "x", r.Next(1, 4)))
        : row[..Math.Max(1, row.LastIndexOf(file.Delimiter))]);

    private static void WrongTypes(DamagedFile file, Random random) => Change(file, random, (row, r) =>
    {
        string[] cells = Cells.Split(row, file.Delimiter);
        cells[r.Next(cells.Length)] = Wrong[r.Next(Wrong.Length)];
        return string.Join(file.Delimiter, cells.Select(c => Cells.Quoted(c, file.Delimiter)));
    });

    /// <summary>Puts something into cells that are not quoted.</summary>
    private static void Insert(DamagedFile file, Random random, string text) => Change(file, random, (row, r) =>
    {
        int at = row.Contains('"', StringComparison.Ordinal) ? row.Length : r.Next(row.Length + 1);
        return row.Contains('"', StringComparison.Ordinal) ? row : row[..at] + (at == 0 || row[at - 1] == file.Delimiter ? "z" : "") + text + row[at..];
    });

    private static void CutInRow(DamagedFile file, Random random)
    {
        int heading = file.Rows.TakeWhile(file.IsNoRecord).Count();
        file.Bytes = file.Bytes[..random.Next(file.Bytes.Length)];
        file.Rows.Take(heading).ToList().ForEach(file.NoRecord);
    }

    private static void CutInQuote(DamagedFile file, Random random)
    {
        file.Text = file.Text[..random.Next(file.Text.Length / 2, file.Text.Length)] + file.Delimiter + "\"kesik";
        Uncountable(file);
    }

    private static void UnclosedQuote(DamagedFile file, Random random)
    {
        Change(file, random, (row, _) => row[..(row.IndexOf(file.Delimiter, StringComparison.Ordinal) + 1)] + "\"" + row[(row.IndexOf(file.Delimiter, StringComparison.Ordinal) + 1)..]);
        Uncountable(file);
    }

    private static void LineEnds(DamagedFile file, Random random) => file.Text = string.Concat(file.Rows.Select(r => r + ((string[])["\r\n", "\n", "\r"])[random.Next(3)]));

    private static void Totals(DamagedFile file, Random random)
    {
        List<string> rows = file.Rows;
        string[] words = file.System == "dentes" ? ["Toplam", "TOPLAM", "Genel Toplam"] : ["Total", "Totals", "Grand Total"];
        string totals = words[random.Next(words.Length)];
        string row = totals + new string(file.Delimiter, Cells.Split(rows[0], file.Delimiter).Length - 1);
        file.NoRecord(row);
        rows.Add(row);
        file.Rows = rows;
    }

    private static void BlankLines(DamagedFile file, Random random) => file.Text = string.Concat(file.Rows.Select(r =>
        r + "\r\n" + ((string[])["", "", "\r\n", "   \r\n", new string(file.Delimiter, 4) + "\r\n"])[random.Next(5)]));

    private static void RowsTwice(DamagedFile file, Random random)
    {
        List<string> rows = file.Rows;
        rows.AddRange(rows.Where(r => !file.IsNoRecord(r) && random.Next(3) == 0).ToList());
        file.Rows = rows;
    }

    private static void ByteFlips(DamagedFile file, Random random)
    {
        byte[] bytes = [.. file.Bytes];
        for (int i = random.Next(1, 20); i > 0 && bytes.Length > 0; i--)
        {
            bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
        }

        Uncountable(file).Bytes = bytes;
    }

    private static void Change(DamagedFile file, Random random, Func<string, Random, string> change) =>
        file.Rows = [.. file.Rows.Select(r => file.IsNoRecord(r) || random.Next(3) > 0 ? r : change(r, random))];

    private static byte[] Noise(Random random, int length)
    {
        byte[] noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }

    private static byte[] Archive()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("xl/worksheets/sheet1.xml");
        }

        return stream.ToArray();
    }
}
