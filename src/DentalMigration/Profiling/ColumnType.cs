using System.Buffers;
using DentalMigration.Sources;
using DentalMigration.Sources.Files;
using DentalMigration.Sources.Reading;
using DentalMigration.Systems;

namespace DentalMigration.Profiling;

/// <summary>
/// Tells a column's type by its values alone. In doubt it is text: a number that starts with a zero, or whose point may group or part, is a
/// code until a person says otherwise.
/// </summary>
internal static class ColumnType
{
    private const int MostChoices = 12;
    private const int LongestChoice = 50;
    private const int RepeatsOfChoice = 3;
    private const int LongestLine = 200;
    private const int LongestNumber = 9;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.,+-%() ");

    /// <summary>The types a column can be, the narrowest first, and what every value looks like beside being readable.</summary>
    private static readonly (FieldType Type, Func<string, bool> Fits)[] Candidates =
    [
        (FieldType.Boolean, _ => true),
        (FieldType.Date, t => IsDated(t) && !HasTime(t)),
        (FieldType.DateTime, IsDated),
        (FieldType.Time, HasTime),
        (FieldType.Integer, t => IsDigits(t) && !IsCode(t)),
        (FieldType.Decimal, t => !HasCurrency(t) && !IsCode(t)),
        (FieldType.Money, t => !IsCode(t)),
        (FieldType.Email, t => t.AsSpan().Contains('@') && !t.AsSpan().Contains(' ')),
    ];

    /// <summary>The type of a column, and the values it can have where it is a choice.</summary>
    /// <param name="catalog">For the system's words and habits.</param>
    /// <param name="cells">Its cells; empty ones may be among them.</param>
    public static (FieldType Type, IReadOnlyList<string> Choices) Infer(SystemCatalog catalog, IReadOnlyList<object> cells)
    {
        var words = new FieldWords(catalog, new CatalogField("column", FieldType.Text, []));
        List<(object Cell, string Text)> values = [.. cells
            .Select(c => (Cell: c, Text: CellText.Of(c)!))
            .Where(c => c.Text is not null && (!words.IsEmpty(c.Text) || words.Flag(c.Text) is not null))];
        if (values.Count == 0)
        {
            return (FieldType.Text, []);
        }

        foreach ((FieldType type, Func<string, bool> fits) in Candidates)
        {
            if (values.TrueForAll(v => fits(v.Text)) && IsAll(catalog, type, values))
            {
                return (type, []);
            }
        }

        return values.Exists(v => v.Text.Length > LongestLine || v.Text.AsSpan().Contains('\n'))
            ? (FieldType.Multiline, [])
            : (FieldType.Text, Choices(values));
    }

    private static bool IsAll(SystemCatalog catalog, FieldType type, List<(object Cell, string Text)> values)
    {
        var field = new CatalogField("column", type, []);
        var evidence = new FormatEvidence(catalog, field);
        values.ForEach(v => evidence.Add(v.Cell));
        bool isProven = true;
        ColumnFormat format = evidence.Decide(_ => isProven = false);
        if (type is FieldType.Decimal or FieldType.Money && (!isProven || (type == FieldType.Money && !values.Exists(v => HasCurrency(v.Text)))))
        {
            return false;
        }

        var reader = new FieldReader(catalog, field, format);
        List<object?> read = [.. values.Select(v => Agrees(type, v.Cell) && reader.Read(v.Cell) is { Fault: null } reading ? reading.Value : null)];
        return read.TrueForAll(r => r is not null) && (type != FieldType.Boolean || IsFlag(values, read));
    }

    /// <summary>One letter or digit that is always the same may be a grade as well as a flag.</summary>
    private static bool IsFlag(List<(object Cell, string Text)> values, List<object?> read) =>
        read.Distinct().Count() == 2 || values.TrueForAll(v => v.Text.Length > 1);

    /// <summary>What a workbook says of a cell is taken at its word: a number is no date, and a date is nothing but a date.</summary>
    private static bool Agrees(FieldType type, object cell) => cell switch
    {
        double => type is FieldType.Integer or FieldType.Decimal,
        DateTime => type is FieldType.Date or FieldType.DateTime,
        TimeSpan => type == FieldType.Time,
        bool => type == FieldType.Boolean,
        _ => true,
    };

    private static List<string> Choices(List<(object Cell, string Text)> values)
    {
        List<string> choices = [.. values.Select(v => v.Text).Distinct().Take(MostChoices + 1)];
        bool isChoice = choices.Count <= MostChoices && values.Count >= choices.Count * RepeatsOfChoice && choices.TrueForAll(c => c.Length <= LongestChoice);
        return isChoice ? [.. choices.Order(StringComparer.Ordinal)] : [];
    }

    private static bool IsDated(string text) => text.AsSpan().IndexOfAny('.', '/', '-') > 0;

    private static bool HasTime(string text) =>
        text.AsSpan().Contains(':') && !text.EndsWith(" 00:00", StringComparison.Ordinal) && !text.EndsWith(" 00:00:00", StringComparison.Ordinal);

    private static bool HasCurrency(string text) => text.AsSpan().IndexOfAnyExcept(NumberCharacters) >= 0;

    private static bool IsDigits(string text) => text.AsSpan().TrimStart('-').IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>A zero in front, or more digits than anyone counts.</summary>
    private static bool IsCode(string text) =>
        text is ['0', >= '0' and <= '9', ..] or ['-', '0', >= '0' and <= '9', ..] || (text.Length > LongestNumber && IsDigits(text));
}
