namespace DentalMigration.Sources;

/// <summary>How one column writes dates and numbers, decided on the evidence of its values and never by the process culture.</summary>
/// <param name="Order">Order of day, month and year.</param>
/// <param name="DecimalSign">The sign before the fraction.</param>
/// <param name="LatestYear">The latest year two digits can mean in this column; null for the field's own.</param>
public readonly record struct ColumnFormat(DateOrder Order, char DecimalSign, int? LatestYear = null);

/// <summary>Order of a date's parts.</summary>
public enum DateOrder
{
    /// <summary>31.12.2024</summary>
    DayMonthYear,

    /// <summary>12/31/2024</summary>
    MonthDayYear,

    /// <summary>2024-12-31</summary>
    YearMonthDay,
}
