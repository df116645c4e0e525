using System.Collections;
using System.Globalization;

namespace DentalMigration.Reports.Writing;

/// <summary>A value as text, never by the process culture.</summary>
internal static class ReportValue
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>True for values that are numbers by type.</summary>
    public static bool IsNumber(object? value) =>
        value is long or int or decimal or double or float or short or byte or uint or ulong or ushort or sbyte;

    /// <summary>For programs: CSV, and JSON where it has no type of its own.</summary>
    public static string Text(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", Invariant),
        DateTimeOffset moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", Invariant),
        DateOnly day => day.ToString("yyyy-MM-dd", Invariant),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", Invariant),
        TimeSpan span => span.ToString("c", Invariant),
        IFormattable other => other.ToString(null, Invariant),
        IEnumerable many => string.Join("; ", many.Cast<object?>().Select(Text)),
        _ => value.ToString() ?? string.Empty,
    };

    /// <summary>For people: thousands apart, yes and no, moments to the second.</summary>
    public static string ForPeople(object? value) => value switch
    {
        bool flag => flag ? "yes" : "no",
        long or int or short or byte or uint or ulong => ((IFormattable)value).ToString("N0", Invariant),
        decimal amount => amount.ToString($"N{amount.Scale}", Invariant),
        double number when Math.Abs(number) < 1e15 => number.ToString("#,0.##", Invariant),
        DateTime moment => moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", Invariant),
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", Invariant),
        TimeSpan span => Duration(span),
        _ => Text(value),
    };

    private static string Duration(TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => string.Create(Invariant, $"{span.TotalSeconds:0.0} s"),
        { TotalHours: < 1 } => string.Create(Invariant, $"{span.Minutes} min {span.Seconds} s"),
        _ => string.Create(Invariant, $"{(long)span.TotalHours} h {span.Minutes} min"),
    };
}
