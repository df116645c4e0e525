using DentalMigration.Profiling.Values;

namespace DentalMigration.Profiling.Checks;

/// <summary>Money received that is negative: a refund.</summary>
internal sealed class ReceiptCheck : FieldCheck
{
    /// <inheritdoc/>
    public override ValueMarks Examine(string text, object? value) => value is < 0m ? ValueMarks.Negative : ValueMarks.None;

    /// <inheritdoc/>
    public override IEnumerable<ProfileFinding> Findings(ColumnTally tally, FindingWriter write)
    {
        if (tally.Count(ValueMarks.Negative) is > 0 and var refunds)
        {
            yield return write.Information("NegativeReceipt", refunds, tally.First(ValueMarks.Negative),
                "Money received is negative: these are refunds, and migrate as such with their sign.");
        }
    }
}
