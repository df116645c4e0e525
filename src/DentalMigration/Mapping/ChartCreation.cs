namespace DentalMigration.Mapping;

/// <summary>A chart: a sum of a column by one or two others. It is left out where the fitted map lacks one of its columns.</summary>
/// <param name="Label">Its name: <c>Production by provider and month</c>.</param>
/// <param name="Sum">The column that is added up, such as a fee.</param>
/// <param name="By">The column along the axis; a date is taken by month.</param>
public sealed record ChartCreation(string Label, string Sum, string By)
{
    /// <summary>The column that divides each bar, such as the provider; null for plain bars.</summary>
    public string? Series { get; init; }

    /// <summary>Only rows with these choice values count: column → value. A view of its own, named <see cref="View"/>, holds them.</summary>
    public IReadOnlyDictionary<string, int> Where { get; init; } = new Dictionary<string, int>();

    /// <summary>The name of that view: <c>Completed Procedures</c>; null to count the active rows.</summary>
    public string? View { get; init; }
}
