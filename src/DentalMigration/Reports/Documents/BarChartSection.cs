namespace DentalMigration.Reports.Documents;

/// <summary>Stacked horizontal bars, each value printed, with the same numbers as a table. Read after the tables.</summary>
public sealed record BarChartSection : ReportSection
{
    /// <param name="title">Its heading.</param>
    /// <param name="series">The parts of a bar, in order.</param>
    /// <param name="bars">The bars, from the top.</param>
    public BarChartSection(string title, IReadOnlyList<ChartSeries> series, IEnumerable<ChartBar> bars)
        : base(title)
    {
        Series = series;
        Bars = bars;
        IsSummary = true;
    }

    /// <summary>The parts of a bar, in order.</summary>
    public IReadOnlyList<ChartSeries> Series { get; }

    /// <summary>The bars, from the top.</summary>
    public IEnumerable<ChartBar> Bars { get; }

    /// <summary>What the chart tells, in a sentence.</summary>
    public string Caption { get; init; } = string.Empty;

    /// <summary>What the sum of a bar counts: <c>read</c>, <c>rows</c>.</summary>
    public string Unit { get; init; } = "rows";

    /// <summary>True where every bar is as long as the chart is wide and shows shares; false where length compares the bars.</summary>
    public bool ShowsShares { get; init; }
}

/// <summary>A part of every bar.</summary>
/// <param name="Name">Its name, in small letters: <c>created</c>.</param>
/// <param name="Tone">Its meaning, which gives its colour.</param>
public sealed record ChartSeries(string Name, SeriesTone Tone);

/// <summary>A bar.</summary>
/// <param name="Label">What it stands for.</param>
/// <param name="Values">A value per series.</param>
public sealed record ChartBar(string Label, IReadOnlyList<long> Values)
{
    /// <summary>The whole bar.</summary>
    public long Total => Values.Sum();
}

/// <summary>The meaning of a series. The colours differ for colour-blind eyes too, and stand out on light and dark paper.</summary>
public enum SeriesTone
{
    /// <summary>What was to be done and was: created, matches.</summary>
    Primary,

    /// <summary>The same, in another way: updated.</summary>
    Secondary,

    /// <summary>Nothing to do: unchanged, empty.</summary>
    Neutral,

    /// <summary>A different thing: merged.</summary>
    Accent,

    /// <summary>To be looked at: held, kept.</summary>
    Warning,

    /// <summary>Wrong: rejected, differs.</summary>
    Danger,

    /// <summary>Left out: filtered.</summary>
    Muted,
}
