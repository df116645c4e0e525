using DentalMigration.Systems;

namespace DentalMigration.Sources.Reading;

/// <summary>The faults reading can find, in the words people see. None holds a value.</summary>
internal static class FieldFaults
{
    /// <summary>The text is not what the field's type is written like in this column.</summary>
    public static FieldFault Malformed(CatalogField field, ColumnFormat format)
    {
        (string code, string reason) = field.Type switch
        {
            FieldType.Date => ("MalformedDate", $"is not a date in the column's order {Name(format.Order)}"),
            FieldType.DateTime => ("MalformedDate", $"is not a date and time in the column's order {Name(format.Order)} hour:minute"),
            FieldType.Time => ("MalformedTime", "is not a time of day such as 14:30"),
            FieldType.Money => ("MalformedAmount", $"is not an amount written with '{format.DecimalSign}' before the fraction"),
            FieldType.Decimal => ("MalformedNumber", $"is not a number written with '{format.DecimalSign}' before the fraction"),
            FieldType.Integer => ("MalformedNumber", "is not a whole number"),
            FieldType.Boolean => ("MalformedFlag", "is not one of the system's words for yes and no"),
            FieldType.Code or FieldType.Phone => ("DamagedCode", "is a code that a spreadsheet turned into a date or a number; export the column as text"),
            _ => ("MalformedText", "cannot be read as text"),
        };
        return new FieldFault(code, field.Name, reason);
    }

    /// <summary>NUL and other control characters, or a letter that was lost in an earlier conversion.</summary>
    public static FieldFault InvalidCharacters(string field) =>
        new("InvalidCharacters", field, "holds a control character or a letter lost in an earlier conversion");

    /// <summary>The cell shows a spreadsheet's error.</summary>
    public static FieldFault DamagedCell(string field) => new("DamagedCell", field, "shows an error of the spreadsheet instead of a value");

    /// <summary>A code is shorter than it can be.</summary>
    public static FieldFault LostZeros(string field) =>
        new("LostZeros", field, "has too few digits: a spreadsheet dropped its leading zeros; export the column as text");

    /// <summary>The cell of a database or an answer holds bytes, or a value beyond what can be read.</summary>
    public static FieldFault UnreadableCell(string field) => new("UnreadableCell", field, "holds bytes, or a value beyond what can be read");

    /// <summary>A key field is empty.</summary>
    public static FieldFault MissingKey(string field) => new("MissingKey", field, "is empty, and without it the record cannot be identified");

    /// <summary>The line has more or fewer cells than the header.</summary>
    public static FieldFault RaggedRow(int expected, int found) =>
        new("RaggedRow", string.Empty, $"the line has {found} cells where the header has {expected}");

    /// <summary>A quotation mark opens and none closes it.</summary>
    public static FieldFault UnclosedQuote() =>
        new("UnclosedQuote", string.Empty, "a quotation mark opens a field and none closes it");

    private static string Name(DateOrder order) => order switch
    {
        DateOrder.DayMonthYear => "day.month.year",
        DateOrder.MonthDayYear => "month/day/year",
        _ => "year-month-day",
    };
}
