namespace DentalMigration.Mapping.Decisions;

/// <summary>What a file, sheet, table or path of the export is taken for.</summary>
public sealed record PlaceMap
{
    /// <summary>Its name as the source gives it, <c>Hastalar.csv</c>, <c>Plan.xlsx#Planlar</c>, <c>dbo.Hasta</c>; with <c>*</c> where it varies.</summary>
    public required string Place { get; init; }

    /// <summary>Whether it is read.</summary>
    public required Decision Decision { get; init; }

    /// <summary>Canonical name of the object; where it is open, the proposed one, or null.</summary>
    public string? Object { get; init; }

    /// <summary>How sure the proposal was, 0 to 1, to two places; null where there is none.</summary>
    public double? Score { get; init; }

    /// <summary>Why, in words.</summary>
    public IReadOnlyList<string>? Reasons { get; init; }

    /// <summary>What else it may be, best first.</summary>
    public IReadOnlyList<RunnerUp>? RunnersUp { get; init; }

    /// <summary>Its headers, in their order.</summary>
    public IReadOnlyList<HeaderMap> Headers { get; init; } = [];
}
