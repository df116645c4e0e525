using System.Globalization;
using DentalMigration.Emulator.Requests;

namespace DentalMigration.Emulator.Metadata;

/// <summary>Query options of a metadata request, at one level.</summary>
internal sealed record MetaOptions(IReadOnlyList<string> Select, string? Filter, int? Top,
    IReadOnlyList<(string Name, MetaOptions Options)> Expand)
{
    public static MetaOptions Of(QueryString query) => Build(query["$select"], query["$filter"], query["$top"], query["$expand"]);

    private static MetaOptions Build(string? select, string? filter, string? top, string? expand) => new(
        select is null ? [] : select.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), filter,
        int.TryParse(top, NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : null,
        expand is null ? [] : [.. Split(expand, ',').Select(Nested)]);

    private static (string, MetaOptions) Nested(string item)
    {
        int open = item.IndexOf('(', StringComparison.Ordinal);
        if (open < 0 || item[^1] != ')')
        {
            return (item.Trim(), Build(null, null, null, null));
        }
        var parts = Split(item[(open + 1)..^1], ';').Select(p => p.Split('=', 2)).Where(p => p.Length == 2)
            .ToDictionary(p => p[0].Trim(), p => p[1], StringComparer.Ordinal);
        return (item[..open].Trim(),
            Build(parts.GetValueOrDefault("$select"), parts.GetValueOrDefault("$filter"), parts.GetValueOrDefault("$top"),
            parts.GetValueOrDefault("$expand")));
    }

    private static IEnumerable<string> Split(string text, char separator)
    {
        int depth = 0;
        int start = 0;
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            quoted ^= text[i] == '\'';
            if (quoted)
            {
                continue;
            }
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (text[i] == separator && depth == 0)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }
        yield return text[start..];
    }
}
