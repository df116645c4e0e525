using DentalMigration.Profiling.Values;

namespace DentalMigration.Profiling.Checks;

/// <summary>Tooth numbers that the declared notation does not have, and those that prove the other one.</summary>
/// <param name="notation">The declared notation: <c>FDI</c> or <c>Universal</c>.</param>
internal sealed class ToothCheck(string notation) : FieldCheck
{
    private readonly bool _isFdi = notation.Equals("FDI", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override ValueMarks Examine(string text, object? value)
    {
        if (value is null)
        {
            return ValueMarks.None;
        }

        ToothEvidence evidence = ToothText.Of(text);
        ToothEvidence own = _isFdi ? ToothEvidence.Fdi : ToothEvidence.Universal;
        ToothEvidence other = _isFdi ? ToothEvidence.ProvesUniversal : ToothEvidence.ProvesFdi;
        bool isPossible = (evidence & (own | ToothEvidence.Region)) != 0 && (evidence & other) == 0;
        return isPossible ? ValueMarks.None
            : (evidence & other) != 0 ? ValueMarks.ImpossibleTooth | ValueMarks.OtherNotation
            : ValueMarks.ImpossibleTooth;
    }

    /// <inheritdoc/>
    public override IEnumerable<ProfileFinding> Findings(ColumnTally tally, FindingWriter write)
    {
        long impossible = tally.Count(ValueMarks.ImpossibleTooth);
        long others = tally.Count(ValueMarks.OtherNotation);
        if (impossible > others)
        {
            yield return write.Error("ImpossibleTooth", impossible, tally.First(ValueMarks.ImpossibleTooth),
                $"Tooth numbers do not exist in {notation}, the notation declared. They are kept as text and get no tooth: correct them in the system.");
        }

        if (others > 0)
        {
            string other = _isFdi ? "Universal" : "FDI";
            string proof = _isFdi ? "1-9, 19, 29 and A-T" : "33-38, 41-48 and 51-85";
            yield return write.Error("OtherToothNotation", others, tally.First(ValueMarks.OtherNotation),
                $"Tooth numbers are written in {other} ({proof} exist in no other notation) though {notation} is declared. "
                + $"Where the whole column is, declare {other}; the same number is another tooth there.");
        }
    }
}
