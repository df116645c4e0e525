using System.Buffers;
using DentalMigration.Profiling.Values;

namespace DentalMigration.Profiling.Checks;

/// <summary>E-mail addresses and telephone numbers that are none.</summary>
internal sealed class ContactCheck(bool isEmail) : FieldCheck
{
    private const int FewestDigits = 7;
    private const int MostDigits = 15;
    private static readonly SearchValues<char> NotInEmail = SearchValues.Create(" ,;<>()\"");
    private static readonly SearchValues<char> Between = SearchValues.Create(",;/\n -");

    /// <inheritdoc/>
    public override ValueMarks Examine(string text, object? value) => value is null ? ValueMarks.None : isEmail ? Email(text) : Phone(text);

    /// <inheritdoc/>
    public override IEnumerable<ProfileFinding> Findings(ColumnTally tally, FindingWriter write)
    {
        if (tally.Count(ValueMarks.NoEmail) is > 0 and var emails)
        {
            yield return write.Warning("MalformedEmail", emails, tally.First(ValueMarks.NoEmail),
                "These are no e-mail addresses, as in ayse@@example or two in one cell. Correct them in the system.");
        }

        if (tally.Count(ValueMarks.NoPhone) is > 0 and var phones)
        {
            yield return write.Warning("MalformedPhone", phones, tally.First(ValueMarks.NoPhone),
                $"These are no telephone numbers of {FewestDigits} to {MostDigits} digits. They migrate as they are: correct them in the system.");
        }

        if (tally.Count(ValueMarks.SeveralPhones) is > 0 and var several)
        {
            yield return write.Warning("SeveralPhones", several, tally.First(ValueMarks.SeveralPhones),
                "Several telephone numbers stand in one cell. Move the second to a field of its own in the system.");
        }
    }

    private static ValueMarks Email(ReadOnlySpan<char> text)
    {
        int at = text.IndexOf('@');
        return at > 0 && text.LastIndexOf('@') == at && text[(at + 1)..].LastIndexOf('.') is > 0 and var point && at + 1 + point < text.Length - 1
            && !text.ContainsAny(NotInEmail)
            ? ValueMarks.None
            : ValueMarks.NoEmail;
    }

    private static ValueMarks Phone(ReadOnlySpan<char> text)
    {
        int digits = 0;
        foreach (char c in text)
        {
            digits += char.IsAsciiDigit(c) ? 1 : 0;
        }

        return digits is >= FewestDigits and <= MostDigits ? ValueMarks.None
            : digits >= FewestDigits * 2 && text.ContainsAny(Between) ? ValueMarks.SeveralPhones
            : ValueMarks.NoPhone;
    }
}
