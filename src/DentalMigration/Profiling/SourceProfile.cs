using DentalMigration.Profiling.Totals;
using DentalMigration.Sources;

namespace DentalMigration.Profiling;

/// <summary>What was measured on a source. Shows values only where few different ones occur and none can name a person.</summary>
/// <param name="System">The system's short name.</param>
/// <param name="Source">The folder's or database's name.</param>
/// <param name="Files">What was detected about each file.</param>
/// <param name="Objects">One entry per object, in the catalog's order; an object the export lacks has no rows.</param>
public sealed record SourceProfile(string System, string Source, IReadOnlyList<SourceFile> Files, IReadOnlyList<ObjectProfile> Objects)
{
    /// <summary>Figures of the vendor's reports beside ours; empty where none were given.</summary>
    public IReadOnlyList<TotalComparison> Totals { get; init; } = [];

    /// <summary>Findings about the export as a whole: files that are not used, objects that do not travel.</summary>
    public IReadOnlyList<ProfileFinding> Export { get; init; } = [];

    /// <summary>All findings, the gravest first and then in the catalog's order.</summary>
    public IReadOnlyList<ProfileFinding> Findings =>
        [.. Export.Concat(Totals.Where(t => !t.Agrees).Select(Of)).Concat(Objects.SelectMany(o => o.Findings)).OrderByDescending(f => f.Severity)];

    private static ProfileFinding Of(TotalComparison total) => new(
        total.Object, total.Field, "TotalDiffers", FindingSeverity.Error, 1, string.Empty,
        FormattableString.Invariant($"The vendor's report says {total.Expected} ({total.Measure.ToString().ToLowerInvariant()}), the export holds ")
        + (total.Measured is decimal measured ? FormattableString.Invariant($"{measured}") : "no such figure")
        + ". Find out what the export left out before you go on.");
}
