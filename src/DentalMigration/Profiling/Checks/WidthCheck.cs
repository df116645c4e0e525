using DentalMigration.Profiling.Values;

namespace DentalMigration.Profiling.Checks;

/// <summary>
/// Numbers that lost their first zero: postal codes of four digits where others have five, national ids of ten where others have eleven,
/// and, in any other column of codes, numbers one digit short where nearly all others are of one length and some begin with a zero.
/// </summary>
/// <param name="width">How many digits the field's values have by rule; 0 where the column itself must show it.</param>
internal sealed class WidthCheck(int width) : FieldCheck
{
    private const int Longest = 12;
    private const double NearlyAll = 0.9;

    /// <inheritdoc/>
    public override ValueMarks Examine(string text, object? value) =>
        text.Length > Longest || text.AsSpan().ContainsAnyExceptInRange('0', '9') ? ValueMarks.None
        : (ValueMarks)((ulong)ValueMarks.Digits << text.Length) | (text[0] == '0' ? ValueMarks.LeadingZero : ValueMarks.None);

    /// <inheritdoc/>
    public override IEnumerable<ProfileFinding> Findings(ColumnTally tally, FindingWriter write)
    {
        int whole = width;
        if (whole == 0)
        {
            whole = Enumerable.Range(2, Longest - 1).MaxBy(tally.CountDigits);
            if (tally.Count(ValueMarks.LeadingZero) == 0 || tally.CountDigits(whole) < tally.Values * NearlyAll)
            {
                yield break;
            }
        }

        if (tally.CountDigits(whole - 1) is > 0 and var count && tally.CountDigits(whole) > count)
        {
            yield return write.Error("LostLeadingZero", count, tally.FirstDigits(whole - 1),
                $"Numbers of {whole - 1} digits stand where others have {whole}: a spreadsheet took their first zero. Export again, with the column as text.");
        }
    }
}
