using System.Text.Json;
using DentalMigration.Mapping.Rows;
using DentalMigration.Schema;

namespace DentalMigration.Loading.Existing;

/// <summary>The query that finds rows which hold in some columns what a row would write there.</summary>
internal sealed class MatchQuery(RowMapper mapper, IReadOnlyList<string> columns, int importNumber)
{
    private readonly IReadOnlyList<ColumnWriter> _columns = [.. columns.Select(name => mapper.Columns.First(c => c.Column == name))];

    /// <summary>The condition that a row carries no number of ours; null where the table's rows carry none.</summary>
    public static string? OfOthers(RowMapper mapper, int importNumber) => mapper.Table.Has("importsequencenumber")
        ? FormattableString.Invariant($"(importsequencenumber ne {importNumber} or importsequencenumber eq null)")
        : null;

    /// <summary>The query, relative to the API's root; null where the row leaves one of the columns empty.</summary>
    public string? For(MappedRow row)
    {
        JsonElement wanted = JsonElement.Parse(row.Json.Span);
        var conditions = new List<string>(_columns.Count + 1);
        foreach (ColumnWriter column in _columns)
        {
            if (!wanted.TryGetProperty(column.Property, out JsonElement value) || Literal(column, value) is not { } literal)
            {
                return null;
            }

            conditions.Add($"{column.ReadName} eq {literal}");
        }

        if (OfOthers(mapper, importNumber) is { } others)
        {
            conditions.Add(others);
        }

        return $"{mapper.Table.EntitySet}?$select={mapper.Table.PrimaryId}&$top=3&$filter={Uri.EscapeDataString(string.Join(" and ", conditions))}";
    }

    private string? Literal(ColumnWriter column, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.String when column.Property != column.Column => Bound(value.GetString()!),
        JsonValueKind.String when value.GetString() is { Length: > 0 } text => IsText(column) ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : text,
        _ => null,
    };

    private bool IsText(ColumnWriter column) => mapper.Table.Columns.TryGetValue(column.Column, out TargetColumn? target) && target.Type is "String" or "Memo";

    private static string Bound(string bind) => bind[(bind.LastIndexOf('(') + 1)..^1];
}
