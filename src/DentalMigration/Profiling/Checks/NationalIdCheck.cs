using DentalMigration.Profiling.Values;

namespace DentalMigration.Profiling.Checks;

/// <summary>National ids (TC kimlik) whose check digits are wrong, and those that people type to get past the field.</summary>
internal sealed class NationalIdCheck : FieldCheck
{
    /// <inheritdoc/>
    public override ValueMarks Examine(string text, object? value) =>
        value is null || text.Length != 11 || text.AsSpan().ContainsAnyExceptInRange('0', '9') ? ValueMarks.None
        : NationalId.IsPlaceholder(text) ? ValueMarks.PlaceholderId
        : NationalId.IsValid(text) ? ValueMarks.None
        : ValueMarks.WrongNationalId;

    /// <inheritdoc/>
    public override IEnumerable<ProfileFinding> Findings(ColumnTally tally, FindingWriter write)
    {
        if (tally.Count(ValueMarks.WrongNationalId) is > 0 and var wrong)
        {
            yield return write.Warning("WrongNationalId", wrong, tally.First(ValueMarks.WrongNationalId),
                "National ids have wrong check digits, so they name nobody or somebody else. Correct them in the system before the cutover.");
        }

        if (tally.Count(ValueMarks.PlaceholderId) is > 0 and var placeholders)
        {
            yield return write.Warning("PlaceholderNationalId", placeholders, tally.First(ValueMarks.PlaceholderId),
                "National ids such as 11111111110 only fill the field. Clear them in the system, or leave the column out of the map.");
        }
    }
}
