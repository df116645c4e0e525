namespace DentalMigration.Verification;

/// <summary>Which rows are compared.</summary>
public sealed record ComparisonOptions
{
    /// <summary>Only this object; null for all.</summary>
    public string? Object { get; init; }

    /// <summary>Only records of these source keys; empty for all.</summary>
    public IReadOnlyCollection<string> Keys { get; init; } = [];

    /// <summary>Only rows of these ids; empty for all.</summary>
    public IReadOnlyCollection<Guid> Ids { get; init; } = [];

    /// <summary>Only rows of the practice of this source key; null for all.</summary>
    public string? Practice { get; init; }
}
