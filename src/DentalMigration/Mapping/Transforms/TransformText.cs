using System.Globalization;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>What transforms share in reading parameters and showing values as text.</summary>
internal static class TransformText
{
    /// <summary>A parameter of the column's map, or its default.</summary>
    public static string Parameter(this ColumnMap column, string name, string otherwise) => column.With?.GetValueOrDefault(name) ?? otherwise;

    /// <summary>The digits 0 to 9 of a text, without what stands between them.</summary>
    public static string Digits(string text)
    {
        const int Short = 128;
        Span<char> digits = text.Length <= Short ? stackalloc char[Short] : new char[text.Length];
        int count = 0;
        foreach (char c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                digits[count++] = c;
            }
        }

        return count == text.Length ? text : new string(digits[..count]);
    }

    /// <summary>The first field that holds text, with its name.</summary>
    public static (string Field, string Text)? First(RowContext row, ColumnMap column)
    {
        for (int i = 0; i < column.From.Count; i++)
        {
            string field = column.From[i];
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
