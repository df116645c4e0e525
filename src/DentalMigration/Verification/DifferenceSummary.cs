namespace DentalMigration.Verification;

/// <summary>The differences of one column, counted. Holds no value.</summary>
public sealed record DifferenceSummary
{
    /// <summary>The object.</summary>
    public required string Object { get; init; }

    /// <summary>The column.</summary>
    public required string Column { get; init; }

    /// <summary>Values compared.</summary>
    public long Compared { get; init; }

    /// <summary>Values as mapped, blanks included.</summary>
    public long Same { get; init; }

    /// <summary>Other values in Dataverse.</summary>
    public long Different { get; init; }

    /// <summary>Nothing in Dataverse.</summary>
    public long Missing { get; init; }

    /// <summary>Something in Dataverse where the source has nothing.</summary>
    public long Extra { get; init; }

    /// <summary>Blank in the source.</summary>
    public long Blank { get; init; }

    /// <summary>Left to Dataverse or to people, since the export has no column for it.</summary>
    public long NotWritten { get; init; }

    /// <summary>Differences in rows that somebody else wrote since.</summary>
    public long ChangedSince { get; init; }

    /// <summary>Differences as rows that are not there, or cannot be read.</summary>
    public long RowMissing { get; init; }

    /// <summary>Counts compared values by column, in the order they come.</summary>
    public static async Task<IReadOnlyList<DifferenceSummary>> OfAsync(IAsyncEnumerable<FieldDifference> lines, CancellationToken cancellationToken)
    {
        var summaries = new OrderedDictionary<(string Object, string Column), DifferenceSummary>();
        await foreach (FieldDifference line in lines.WithCancellation(cancellationToken))
        {
            (string, string) place = (line.Object, line.Column);
            summaries[place] = (summaries.TryGetValue(place, out DifferenceSummary? known) ? known : new DifferenceSummary { Object = line.Object, Column = line.Column })
                .With(line);
        }

        return [.. summaries.Values];
    }

    private DifferenceSummary With(FieldDifference line) => this with
    {
        Compared = Compared + 1,
        Same = Same + (line.Verdict == Verdict.Same ? 1 : 0),
        Different = Different + (line.Verdict == Verdict.Different ? 1 : 0),
        Missing = Missing + (line.Verdict == Verdict.Missing ? 1 : 0),
        Extra = Extra + (line.Verdict == Verdict.Extra ? 1 : 0),
        Blank = Blank + (line.Cause == DifferenceCause.BlankInSource ? 1 : 0),
        NotWritten = NotWritten + (line.Cause == DifferenceCause.NotWritten ? 1 : 0),
        ChangedSince = ChangedSince + (line.Cause == DifferenceCause.ChangedSince ? 1 : 0),
        RowMissing = RowMissing + (line.Cause is DifferenceCause.RowMissing or DifferenceCause.Unreadable ? 1 : 0),
    };
}
