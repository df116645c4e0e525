using DentalMigration.Profiling.Values;
using DentalMigration.Sources.Reading;
using DentalMigration.Systems;

namespace DentalMigration.Profiling.Checks;

/// <summary>Dates with a year of two digits, and birth dates that cannot be one.</summary>
/// <param name="field">The field.</param>
/// <param name="today">No birth is later.</param>
internal sealed class DateCheck(CatalogField field, DateOnly today) : FieldCheck
{
    private const int OldestYears = 120;

    private readonly bool _isBirth = field.Name == "birth_date";

    /// <inheritdoc/>
    public override ValueMarks Examine(string text, object? value)
    {
        if (value is null)
        {
            return ValueMarks.None;
        }

        ValueMarks marks = DateText.TrySplit(text, out _, out int yearDigits) && yearDigits == 2 ? ValueMarks.TwoDigitYear : ValueMarks.None;
        return _isBirth && value is DateOnly birth && (birth > today || birth.AddYears(OldestYears) < today) ? marks | ValueMarks.ImpossibleBirth : marks;
    }

    /// <inheritdoc/>
    public override IEnumerable<ProfileFinding> Findings(ColumnTally tally, FindingWriter write)
    {
        if (tally.Count(ValueMarks.TwoDigitYear) is > 0 and var years)
        {
            int latest = field.LatestYear % 100;
            yield return write.Warning("TwoDigitYear", years, tally.First(ValueMarks.TwoDigitYear),
                $"Years have two digits; 00-{latest:00} are read as {field.LatestYear / 100}xx and the others as {(field.LatestYear / 100) - 1}xx. "
                + "Check the earliest and the latest date, and export with four digits if you can.");
        }

        if (tally.Count(ValueMarks.ImpossibleBirth) is > 0 and var births)
        {
            yield return write.Warning("ImpossibleBirthDate", births, tally.First(ValueMarks.ImpossibleBirth),
                $"Birth dates lie in the future or more than {OldestYears} years back. Correct them in the system.");
        }
    }
}
