namespace DentalMigration.Sources.Derived.Recalls;

/// <summary>What was read from a task's text. Holds no text of it.</summary>
/// <param name="Verdict">What the task is taken for.</param>
/// <param name="Type">The kind of recall in the rules' words: <c>Prophylaxis</c>; null where the text names none.</param>
/// <param name="Months">The interval in months; null where the text names none.</param>
/// <param name="Due">The due date the text names, or the last visit and the interval give; null where neither does.</param>
/// <param name="LastVisit">The last visit the text names.</param>
public sealed record TaskReading(TaskVerdict Verdict, string? Type = null, int? Months = null, DateOnly? Due = null, DateOnly? LastVisit = null);
