using DentalMigration.Profiling.Values;
using DentalMigration.Sources.Files;

namespace DentalMigration.Profiling.Checks;

/// <summary>Texts whose letters an earlier conversion damaged.</summary>
internal sealed class LetterCheck : FieldCheck
{
    /// <inheritdoc/>
    public override ValueMarks Examine(string text, object? value) =>
        !System.Text.Ascii.IsValid(text) && (LetterRepair.TurkishAsLatin.IsSuspect(text) || LetterRepair.Utf8AsLatin.IsSuspect(text))
            ? ValueMarks.DamagedLetters
            : ValueMarks.None;

    /// <inheritdoc/>
    public override IEnumerable<ProfileFinding> Findings(ColumnTally tally, FindingWriter write)
    {
        if (tally.Count(ValueMarks.DamagedLetters) is > 0 and var count)
        {
            yield return write.Warning("DamagedLetters", count, tally.First(ValueMarks.DamagedLetters),
                "Letters look damaged by an earlier conversion, as in DoÄŸum or Doðum. They migrate as they are: export the file again as UTF-8.");
        }
    }
}
