namespace DentalMigration.Profiling;

/// <summary>Something about an export that a person should know before it is mapped. Holds no value of a record.</summary>
/// <param name="Object">The object; empty where it concerns the export as a whole.</param>
/// <param name="Field">The field, or the header of an unknown column; empty where it concerns whole records.</param>
/// <param name="Code">Stable id: <c>DuplicatePerson</c>, <c>MalformedDate</c>, <c>LostLeadingZero</c>…</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="Count">How many records, values or columns it concerns.</param>
/// <param name="First">Where the first stands: <c>Hastalar.csv:19</c>; empty where that is nowhere in particular.</param>
/// <param name="Message">What it is and what to do.</param>
public sealed record ProfileFinding(
    string Object, string Field, string Code, FindingSeverity Severity, long Count, string First, string Message);

/// <summary>How grave a finding is.</summary>
public enum FindingSeverity
{
    /// <summary>To be known: nothing is lost.</summary>
    Information,

    /// <summary>To be looked at: it migrates, perhaps not as meant.</summary>
    Warning,

    /// <summary>To be mended: something is damaged or lacking, and what hangs on it will be held or wrong.</summary>
    Error,
}
