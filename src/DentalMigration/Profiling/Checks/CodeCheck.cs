using DentalMigration.Profiling.Values;
using DentalMigration.Sources.Reading;

namespace DentalMigration.Profiling.Checks;

/// <summary>Codes that a spreadsheet turned into dates or numbers. What was there before cannot be known, so nothing is repaired.</summary>
/// <param name="mayBeDates">True for a column that is not declared to hold codes: where most of its values are dates, dates they are.</param>
internal sealed class CodeCheck(bool mayBeDates = false) : FieldCheck
{
    /// <summary>1 January 2000 and 31 December 2049, counted in days as a spreadsheet does.</summary>
    private const int FirstDay = 36_526;
    private const int LastDay = 54_788;

    /// <inheritdoc/>
    public override ValueMarks Examine(string text, object? value)
    {
        if (!char.IsAsciiDigit(text[0]))
        {
            return text.Length is >= 5 and <= 7 && CodeText.IsDamaged(text) ? ValueMarks.MadeIntoDate : ValueMarks.None;
        }

        if (CodeText.IsDamaged(text))
        {
            return text.Contains('+', StringComparison.Ordinal) ? ValueMarks.Scientific : ValueMarks.MadeIntoDate;
        }

        int point = text.AsSpan().IndexOfAny('.', '-');
        if (point < 0)
        {
            return text.Length == 5 && int.TryParse(text, System.Globalization.NumberStyles.None, null, out int day) && day is >= FirstDay and <= LastDay
                ? ValueMarks.DaySerial
                : ValueMarks.None;
        }

        ReadOnlySpan<char> rest = text.AsSpan(point + 1);
        return rest.IsEmpty || text.AsSpan(0, point).ContainsAnyExceptInRange('0', '9') || rest.ContainsAnyExceptInRange('0', '9') ? ValueMarks.None
            : text[point] == '-' ? (point <= 2 && rest.Length <= 3 ? ValueMarks.ChapterCode : ValueMarks.None)
            : point != 3 ? ValueMarks.None
            : rest.Length == 3 ? ValueMarks.PointCode
            : rest.Length < 3 ? ValueMarks.ShortPointCode
            : ValueMarks.None;
    }

    /// <inheritdoc/>
    public override IEnumerable<ProfileFinding> Findings(ColumnTally tally, FindingWriter write)
    {
        if (tally.Count(ValueMarks.MadeIntoDate) is > 0 and var dates && (!mayBeDates || dates * 2 < tally.Values))
        {
            yield return write.Error("DateMadeOfCode", dates, tally.First(ValueMarks.MadeIntoDate),
                "A spreadsheet turned codes such as 1-7 into dates. The codes are lost: export again, with the column as text.");
        }

        if (tally.Count(ValueMarks.Scientific) is > 0 and var shortened)
        {
            yield return write.Error("ScientificNumber", shortened, tally.First(ValueMarks.Scientific),
                "A spreadsheet shortened long numbers, as in 1,23E+10. Their digits are lost: export again, with the column as text.");
        }

        if (tally.Count(ValueMarks.DaySerial) is > 0 and var serials && tally.Count(ValueMarks.ChapterCode) > 0)
        {
            yield return write.Error("DateMadeOfCode", serials, tally.First(ValueMarks.DaySerial),
                "Numbers of five digits stand among codes such as 1-7: a spreadsheet turned those into days. Export again, with the column as text.");
        }

        if (tally.Count(ValueMarks.ShortPointCode) is > 0 and var zeros && tally.Count(ValueMarks.PointCode) > 0)
        {
            yield return write.Error("LostTrailingZero", zeros, tally.First(ValueMarks.ShortPointCode),
                "Codes such as 402.010 lost their last zeros. Another code may look the same: export again, with the column as text.");
        }
    }
}
