using System.Text.Json.Serialization;

namespace DentalMigration.Mapping.Decisions;

/// <summary>What a header of the export is taken for.</summary>
public sealed record HeaderMap
{
    internal const string KnownSpelling = "It is a known spelling.";

    internal const string Profiled = "The source profile says so.";

    /// <summary>The header as written.</summary>
    public required string Header { get; init; }

    /// <summary>Whether and as what its column is read.</summary>
    public required Decision Decision { get; init; }

    /// <summary>Canonical name of the field; where it is open, the proposed one, or null.</summary>
    public string? Field { get; init; }

    /// <summary>Logical name of the column of its own that it has, or would have where that is decided.</summary>
    public string? Column { get; init; }

    /// <summary>True where the machine was not sure, and a person decides.</summary>
    public bool Asked { get; init; }

    /// <summary>How sure the proposal was, 0 to 1, to two places; null where there is none.</summary>
    public double? Score { get; init; }

    /// <summary>Why, in words; never with a value.</summary>
    public IReadOnlyList<string>? Reasons { get; init; }

    /// <summary>True where it was taken by its spelling or by the source profile, and not for what it seems to mean.</summary>
    [JsonIgnore]
    public bool IsKnown => Reasons is [KnownSpelling or Profiled, ..];

    /// <summary>What other fields it may be, best first.</summary>
    public IReadOnlyList<RunnerUp>? RunnersUp { get; init; }
}
