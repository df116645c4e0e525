using DentalMigration.Verification.Comparing;

namespace DentalMigration.Verification.Repair;

/// <summary>What is to be done to one row.</summary>
internal sealed record RowRepair(RowComparison Row)
{
    /// <summary>Positions of the columns to send.</summary>
    public IReadOnlyList<int> Columns { get; init; } = [];

    /// <summary>Names of what is corrected, for people.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The owner is to be given back.</summary>
    public bool Owner { get; init; }

    /// <summary>The file is to be sent again.</summary>
    public bool File { get; init; }

    /// <summary>The file is another than that of the source, and goes when that is sent.</summary>
    public bool ReplacesFile { get; init; }

    /// <summary>The row is to be made again.</summary>
    public bool Recreate { get; init; }

    /// <summary>True where something of it will differ still.</summary>
    public bool Rest { get; init; }
}
