namespace DentalMigration.Benchmarks.Stages;

/// <summary>Where the time of a stage went, seen from its requests. In seconds.</summary>
/// <param name="Seconds">All of it.</param>
/// <param name="Before">Until its first write: checks, definitions, indexes.</param>
/// <param name="Writing">While writes were under way.</param>
/// <param name="ReadingBack">Between writes and after the last one, where rows were read: the requests and what is done with their answers.</param>
/// <param name="Between">The rest: no write under way, and nothing read.</param>
internal sealed record RequestTimes(double Seconds, double Before, double Writing, double ReadingBack, double Between)
{
    /// <summary>Requests that wrote.</summary>
    public int Writes { get; init; }

    /// <summary>All requests.</summary>
    public int Requests { get; init; }

    /// <summary>How many writes were under way at once, on average while any was.</summary>
    public double Parallel { get; init; }

    /// <summary>Processor time of the second half of the writes, when all code is compiled.</summary>
    public double WarmProcessor { get; init; }

    /// <summary>The part of the writes that <see cref="WarmProcessor"/> is of.</summary>
    public double WarmPart { get; init; }
}
