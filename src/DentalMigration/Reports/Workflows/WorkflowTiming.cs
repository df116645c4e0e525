using System.Globalization;

namespace DentalMigration.Reports.Workflows;

/// <summary>A span before or after a date: two days before.</summary>
/// <param name="Count">How many units.</param>
/// <param name="Unit">The unit, as Power Automate names it: <c>Day</c>.</param>
/// <param name="IsBefore">True where it ends at the date.</param>
internal sealed record WorkflowTiming(int Count, string Unit, bool IsBefore)
{
    private const int Most = 999;

    /// <summary>The span a text tells, or null.</summary>
    public static WorkflowTiming? Of(string[] text, WorkflowWords words)
    {
        for (int i = 0; i + 1 < text.Length; i++)
        {
            if (int.TryParse(text[i], NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is > 0 and <= Most
                && words.Units.FirstOrDefault(u => WorkflowWords.Find([text[i + 1]], u.Words) == 0) is { } unit)
            {
                return new WorkflowTiming(count, unit.Unit, WorkflowWords.Has(text, words.Before));
            }
        }

        return null;
    }

    /// <summary>True where a day is too coarse.</summary>
    public bool IsWithinDay => Unit is "Minute" or "Hour";

    /// <summary>For people: <c>2 days before</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Count} {Unit.ToLowerInvariant()}{(Count == 1 ? "" : "s")} {(IsBefore ? "before" : "after")}");

    /// <summary>The moment, seen from now, that the date has when the time has come; later by some of the same unit.</summary>
    /// <param name="more">How many units later.</param>
    public string Moment(int more = 0)
    {
        int count = (IsBefore ? Count : -Count) + more;
        return FormattableString.Invariant(Unit switch
        {
            "Minute" => (FormattableString)$"addMinutes(utcNow(), {count})",
            "Hour" => $"addHours(utcNow(), {count})",
            "Day" => $"addDays(utcNow(), {count})",
            _ when count >= 0 => $"addToTime(utcNow(), {count}, '{Unit}')",
            _ => $"subtractFromTime(utcNow(), {-count}, '{Unit}')",
        });
    }
}
