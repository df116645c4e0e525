using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DentalMigration.Commands;

/// <summary>Reads and writes owner maps: CSV for a spreadsheet, JSON for programs, by the file's extension.</summary>
internal static class OwnerFile
{
    private static readonly string[] Columns =
    [
        nameof(ProviderOwner.Provider), nameof(ProviderOwner.Name), nameof(ProviderOwner.Status), nameof(ProviderOwner.UserId),
        nameof(ProviderOwner.OwnerId), nameof(ProviderOwner.OwnerType), nameof(ProviderOwner.OrganizationId),
    ];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string ToJson(IReadOnlyList<ProviderOwner> rows) => JsonSerializer.Serialize(rows, Json);

    public static ProviderOwner[] FromJson(string json) => JsonSerializer.Deserialize<ProviderOwner[]>(json, Json) ?? [];

    public static void Write(string path, IReadOnlyList<ProviderOwner> rows)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, IsJson(path) ? ToJson(rows) + "\n" : ToCsv(rows));
    }

    public static ProviderOwner[] Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new MigrationException("OwnerMapNotFound", $"There is no owner map '{path}'. Make one with Export-ProviderOwnerMap.");
        }

        try
        {
            return IsJson(path) ? FromJson(File.ReadAllText(path)) : FromCsv(File.ReadAllLines(path));
        }
        catch (Exception e) when (e is JsonException or FormatException or IndexOutOfRangeException)
        {
            throw new MigrationException(
                "OwnerMapUnreadable", $"'{Path.GetFileName(path)}' is no owner map. It needs the columns {string.Join(',', Columns)}.", e);
        }
    }

    private static bool IsJson(string path) => Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase);

    private static string ToCsv(IReadOnlyList<ProviderOwner> rows) => string.Concat(
        rows.Select(r => string.Join(',', Quote(r.Provider), Quote(r.Name), r.Status, r.UserId, r.OwnerId, r.OwnerType, r.OrganizationId) + "\n")
            .Prepend(string.Join(',', Columns) + "\n"));

    private static ProviderOwner[] FromCsv(string[] lines)
    {
        string[] header = lines.Length > 0 ? Split(lines[0].TrimStart('\uFEFF')) : [];
        int[] at = [.. Columns.Select(c => Array.FindIndex(header, h => h.Equals(c, StringComparison.OrdinalIgnoreCase)))];
        return [.. lines.Skip(1).Where(l => l.Length > 0).Select(Split).Select(cells => new ProviderOwner
        {
            Provider = cells[at[0]],
            Name = cells[at[1]],
            Status = cells[at[2]],
            UserId = cells[at[3]].Length == 0 ? null : Guid.Parse(cells[at[3]], CultureInfo.InvariantCulture),
            OwnerId = Guid.Parse(cells[at[4]], CultureInfo.InvariantCulture),
            OwnerType = cells[at[5]],
            OrganizationId = Guid.Parse(cells[at[6]], CultureInfo.InvariantCulture),
        })];
    }

    private static string Quote(string text) =>
        text.AsSpan().ContainsAny(",\";") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    /// <summary>The cells of a line; quotes as spreadsheets write them, and <c>;</c> where the spreadsheet's locale prefers it.</summary>
    private static string[] Split(string line)
    {
        var cells = new List<string> { "" };
        bool quoted = false;
        char delimiter = line.Contains(',', StringComparison.Ordinal) ? ',' : ';';
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cells[^1] += line[i++];
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == delimiter && !quoted)
            {
                cells.Add("");
            }
            else
            {
                cells[^1] += line[i];
            }
        }

        return [.. cells];
    }
}
