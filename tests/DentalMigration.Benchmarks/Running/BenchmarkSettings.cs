namespace DentalMigration.Benchmarks.Running;

/// <summary>How large a benchmark is run.</summary>
internal enum BenchmarkSize
{
    /// <summary>As the aims are meant.</summary>
    Full,

    /// <summary>A minute or so; figures that hold roughly.</summary>
    Quick,

    /// <summary>Seconds; only to see that it works.</summary>
    Smoke,
}

/// <summary>What a benchmark is asked for.</summary>
internal sealed record BenchmarkSettings
{
    /// <summary>How large.</summary>
    public BenchmarkSize Size { get; init; }

    /// <summary>True where it must not take long: <see cref="BenchmarkSize.Quick"/> or smaller.</summary>
    public bool Quick => Size != BenchmarkSize.Full;

    /// <summary>Rows or patients instead of the usual; null for those.</summary>
    public int? Amount { get; init; }

    /// <summary>Sizes in rows, where a benchmark has several; none for the usual ones.</summary>
    public IReadOnlyList<int> Sizes { get; init; } = [];

    /// <summary>Turns of each contestant instead of the usual; null for those.</summary>
    public int? Rounds { get; init; }

    /// <summary>Short name of the source system.</summary>
    public string System { get; init; } = "dentes";

    /// <summary>An export that is there already, instead of a generated one.</summary>
    public string? Source { get; init; }

    /// <summary>The built module's folder.</summary>
    public string Module { get; init; } = Path.GetFullPath(Path.Combine("out", "DentalMigration"));

    /// <summary>One of three numbers by the size.</summary>
    public int Pick(int full, int quick, int smoke) => Size switch
    {
        BenchmarkSize.Full => full,
        BenchmarkSize.Quick => quick,
        _ => smoke,
    };
}
