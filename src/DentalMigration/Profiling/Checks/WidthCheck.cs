using DentalMigration.Profiling.Values;

namespace DentalMigration.Profiling.Checks;

/// <summary>
/// Numbers that lost their first zero: postal codes of four digits where others have five, national ids of ten where others have eleven,
/// and, in any other column of codes, numbers one digit short where nearly all others are of one length and some begin with a zero.
/// </summary>
/// <param name="widths">How many digits the field's values have by rule, of several the most frequent; none where the column itself must show it.</param>
internal sealed class WidthCheck(params int[] widths) : FieldCheck
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
        int whole = (widths.Length > 0 ? widths : Enumerable.Range(2, Longest - 1)).MaxBy(tally.CountDigits);
        if (widths.Length == 0 && (tally.Count(ValueMarks.LeadingZero) == 0 || tally.CountDigits(whole) < tally.Values * NearlyAll))
        {
            yield break;
        }

        if (tally.CountDigits(whole - 1) is > 0 and var count && tally.CountDigits(whole) > count)
        {
            yield return write.Error("LostZeros", count, tally.FirstDigits(whole - 1),
                $"Numbers of {whole - 1} digits stand where others have {whole}: a spreadsheet took their first zero. Export again, with the column as text.");
        }
    }
}
