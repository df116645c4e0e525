using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using DentalMigration.Owners;

namespace DentalMigration.Commands;

/// <summary>Reads and writes owner maps: CSV for a spreadsheet, JSON for programs, by the file's extension.</summary>
internal static class OwnerFile
{
    private static readonly string[] Columns =
    [
        nameof(ProviderOwner.Provider), nameof(ProviderOwner.Name), nameof(ProviderOwner.Status), nameof(ProviderOwner.Match),
        nameof(ProviderOwner.Owner), nameof(ProviderOwner.Suggestion), nameof(ProviderOwner.IsDeparted), nameof(ProviderOwner.Reason),
        nameof(ProviderOwner.UserId), nameof(ProviderOwner.OwnerId), nameof(ProviderOwner.OwnerType), nameof(ProviderOwner.OrganizationId),
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
            return IsJson(path) ? FromJson(File.ReadAllText(path)) : [.. OwnerCsv.Rows(File.ReadAllLines(path)).Select(FromCsv)];
        }
        catch (Exception e) when (e is JsonException or FormatException or KeyNotFoundException)
        {
            throw new MigrationException(
                "OwnerMapUnreadable", $"'{Path.GetFileName(path)}' is no owner map. It needs the columns {string.Join(',', Columns)}.", e);
        }
    }

    private static bool IsJson(string path) => Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase);

    private static string ToCsv(IReadOnlyList<ProviderOwner> rows) => string.Concat(rows.Select(Line).Prepend(string.Join(',', Columns) + "\n"));

    private static string Line(ProviderOwner r) => string.Join(
        ',',
        ((string[])
        [
            r.Provider, r.Name, r.Status, r.Match, r.Owner, r.Suggestion, r.IsDeparted ? "true" : "false", r.Reason,
            r.UserId?.ToString() ?? "", r.OwnerId.ToString(), r.OwnerType, r.OrganizationId.ToString(),
        ]).Select(OwnerCsv.Quote)) + "\n";

    private static ProviderOwner FromCsv(IReadOnlyDictionary<string, string> row) => new()
    {
        Provider = row[nameof(ProviderOwner.Provider)],
        Name = row[nameof(ProviderOwner.Name)],
        Status = row[nameof(ProviderOwner.Status)],
        Match = row.GetValueOrDefault(nameof(ProviderOwner.Match), "None"),
        Owner = row.GetValueOrDefault(nameof(ProviderOwner.Owner), "").Trim(),
        Suggestion = row.GetValueOrDefault(nameof(ProviderOwner.Suggestion), ""),
        IsDeparted = row.GetValueOrDefault(nameof(ProviderOwner.IsDeparted), "").Equals("true", StringComparison.OrdinalIgnoreCase),
        Reason = row.GetValueOrDefault(nameof(ProviderOwner.Reason), ""),
        UserId = row[nameof(ProviderOwner.UserId)] is { Length: > 0 } user ? Guid.Parse(user, CultureInfo.InvariantCulture) : null,
        OwnerId = Guid.Parse(row[nameof(ProviderOwner.OwnerId)], CultureInfo.InvariantCulture),
        OwnerType = row[nameof(ProviderOwner.OwnerType)],
        OrganizationId = Guid.Parse(row[nameof(ProviderOwner.OrganizationId)], CultureInfo.InvariantCulture),
    };
}
