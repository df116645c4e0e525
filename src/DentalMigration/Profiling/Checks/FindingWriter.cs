using DentalMigration.Profiling.Keys;

namespace DentalMigration.Profiling.Checks;

/// <summary>Makes findings about one field.</summary>
/// <param name="objectName">The object.</param>
/// <param name="field">The field, or the header of an unknown column; empty for whole records.</param>
/// <param name="places">What turns numbers into positions.</param>
internal sealed class FindingWriter(string objectName, string field, Places places)
{
    /// <summary>Something to be known.</summary>
    public ProfileFinding Information(string code, long count, long first, string message) =>
        new(objectName, field, code, FindingSeverity.Information, count, places.Text(first), message);

    /// <summary>Something to be looked at.</summary>
    public ProfileFinding Warning(string code, long count, long first, string message) =>
        new(objectName, field, code, FindingSeverity.Warning, count, places.Text(first), message);

    /// <summary>Something to be mended.</summary>
    public ProfileFinding Error(string code, long count, long first, string message) =>
        new(objectName, field, code, FindingSeverity.Error, count, places.Text(first), message);
}
