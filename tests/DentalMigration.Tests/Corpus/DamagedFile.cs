using System.Text;

namespace DentalMigration.Tests.Corpus;

/// <summary>One file of an export that is being damaged.</summary>
internal sealed class DamagedFile(string system, string path, Encoding encoding, char delimiter, long records)
{
    private readonly HashSet<string> _noRecords = [];

    public string System => system;

    public string Path => path;

    public string Name => global::System.IO.Path.GetFileName(path);

    public bool IsText => !Name.EndsWith(".xlsx", StringComparison.Ordinal);

    public byte[] Bytes { get; set; } = File.ReadAllBytes(path);

    public Encoding Encoding { get; set; } = encoding;

    public char Delimiter { get; set; } = delimiter;

    /// <summary>False where nobody can tell any more where its rows begin and end.</summary>
    public bool IsCountable { get; set; } = true;

    /// <summary>True where there shall be no such file.</summary>
    public bool IsGone { get; set; }

    /// <summary>The text; setting it writes it in <see cref="Encoding"/>.</summary>
    public string Text
    {
        get => Encoding.GetString(Bytes).TrimStart('\ufeff');
        set => Bytes = [.. Encoding.GetPreamble(), .. Encoding.GetBytes(value)];
    }

    /// <summary>The rows, header first; setting them writes them with CRLF.</summary>
    public List<string> Rows
    {
        get => [.. RowCount.Rows(Text, Delimiter)];
        set => Text = string.Join("\r\n", value) + "\r\n";
    }

    /// <summary>Says that rows of this text are no records: headers, titles, totals.</summary>
    public void NoRecord(string row) => _noRecords.Add(row);

    /// <summary>True for a row that is no record.</summary>
    public bool IsNoRecord(string row) => _noRecords.Contains(row);

    /// <summary>How many records it holds; null where that cannot be told.</summary>
    public long? Records => !IsCountable ? null : IsText ? RowCount.Rows(Text, Delimiter).LongCount(r => !_noRecords.Contains(r)) : records;

    /// <summary>Changes places with another file, its own name aside.</summary>
    public void Swap(DamagedFile other)
    {
        (Bytes, other.Bytes) = (other.Bytes, Bytes);
        (Encoding, other.Encoding) = (other.Encoding, Encoding);
        (Delimiter, other.Delimiter) = (other.Delimiter, Delimiter);
        (IsCountable, other.IsCountable) = (other.IsCountable, IsCountable);
        string[] mine = [.. _noRecords];
        _noRecords.Clear();
        _noRecords.UnionWith(other._noRecords);
        other._noRecords.Clear();
        other._noRecords.UnionWith(mine);
    }

    public void Write()
    {
        if (IsGone)
        {
            File.Delete(path);
        }
        else
        {
            File.WriteAllBytes(path, Bytes);
        }
    }
}
