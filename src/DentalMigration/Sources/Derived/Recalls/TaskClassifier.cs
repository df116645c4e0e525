using System.Globalization;
using System.Text.RegularExpressions;
using DentalMigration.Sources.Reading;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Derived.Recalls;

/// <summary>Tells recalls from other tasks by a system's rules. What the text does not say is left open.</summary>
public sealed class TaskClassifier(RecallRules rules, SystemCatalog catalog)
{
    private static readonly string[] TextFields = ["subject", "description"];
    private static readonly string[] KindFields = ["task_type", "reminder_type", "task_list"];

    /// <summary>The fields of a task it looks at.</summary>
    public static IReadOnlyList<string> Fields { get; } = [.. TextFields, .. KindFields, "due_date"];

    private readonly int _latestYear = catalog["recall"].Find("due_date")?.LatestYear ?? 2049;

    /// <summary>Reads a task.</summary>
    public TaskReading Read(SourceRecord task) => Read(field => task.Read(field).Value);

    /// <summary>Reads a task by the values of its <see cref="Fields"/>.</summary>
    public TaskReading Read(Func<string, object?> value)
    {
        string text = string.Join(' ', TextFields.Select(f => value(f) as string).Where(t => t is not null));
        bool isKind = KindFields.Any(f => value(f) is string kind && rules.TaskType.IsMatch(kind));
        if (!isKind && !rules.Word.IsMatch(text))
        {
            return new TaskReading(TaskVerdict.NotRecall);
        }

        int? months = Months(text);
        DateOnly? last = Date(rules.Last, text);
        DateOnly? due = Date(rules.Due, text) ?? (last is { } l && months is { } m ? l.AddMonths(m) : null);
        bool isSure = isKind || (!rules.Doubt.IsMatch(text) && (months is not null || due is not null));
        string? type = rules.Types.FirstOrDefault(t => t.Pattern.IsMatch(text)).Type;
        return new TaskReading(isSure ? TaskVerdict.Recall : TaskVerdict.Unsure, type, months, due ?? value("due_date") as DateOnly?, last);
    }

    private int? Months(string text)
    {
        Match match = rules.Interval.Match(text);
        if (!match.Success || !int.TryParse(match.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number is 0 or > 60)
        {
            return null;
        }

        return match.Groups["years"].Success ? number * 12 : number;
    }

    /// <summary>A whole date, or month and year, which is the month's first day.</summary>
    private DateOnly? Date(Regex pattern, string text)
    {
        string date = pattern.Match(text).Groups["date"].Value;
        if (DateText.TryRead(date, catalog.DateOrder, _latestYear, out DateOnly day, out _))
        {
            return day;
        }

        string[] parts = date.Split(['/', '-', '.']);
        return parts.Length == 2 && DateText.TryRead($"{parts[0]}/01/{parts[1]}", DateOrder.MonthDayYear, _latestYear, out day, out _) ? day : null;
    }
}
