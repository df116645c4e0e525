using System.Globalization;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>What transforms share in reading parameters and showing values as text.</summary>
internal static class TransformText
{
    /// <summary>A parameter of the column's map, or its default.</summary>
    public static string Parameter(this ColumnMap column, string name, string otherwise) => column.With?.GetValueOrDefault(name) ?? otherwise;

    /// <summary>The first field that holds text, with its name.</summary>
    public static (string Field, string Text)? First(RowContext row, ColumnMap column)
    {
        foreach (string field in column.From)
        {
            if (Of(row.Read(field, column.OnFault)) is { Length: > 0 } text)
            {
                return (field, text);
            }
        }

        return null;
    }

    /// <summary>A value as people and machines read it alike: <c>2026-03-05 14:30</c>, <c>12.5</c>, <c>Yes</c>.</summary>
    public static string? Of(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "Yes" : "No",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
