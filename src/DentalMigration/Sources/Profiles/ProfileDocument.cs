using System.Text.Json.Serialization;

namespace DentalMigration.Sources.Profiles;

/// <summary>
/// A source profile: what file, table or path of an export holds which object, and which of its columns is which field. Optional where an
/// export speaks the spellings its catalog knows; where it does not, a person edits the one that was proposed from the data.
/// </summary>
/// <param name="System">Short name of the system: <c>dentes</c>.</param>
/// <param name="Objects">Where objects are. One that is not named is looked for by its usual names.</param>
/// <param name="TimeZone">IANA zone of the practice's local times; null for the system's own.</param>
/// <param name="Encoding">Encoding of text files, such as <c>windows-1254</c>; null to detect it for each.</param>
/// <param name="Delimiter">The sign between two cells of a text file; null to detect it for each.</param>
/// <param name="DateOrder">The order of dates in columns whose values do not prove one; null for the system's habit.</param>
/// <param name="DecimalSign">The sign before the fraction in columns whose values do not prove one; null for the system's habit.</param>
/// <param name="ToothNotation">How tooth numbers are meant: <c>FDI</c> or <c>Universal</c>; null for the system's habit.</param>
/// <param name="Paging">How a REST endpoint hands out its pages, unless an object says otherwise.</param>
/// <param name="Files">Where the files are that records name.</param>
/// <param name="Unread">Files and tables the proposal found no object for. Only for reading.</param>
public sealed record ProfileDocument(
    string System,
    IReadOnlyList<ProfileObject> Objects,
    string? TimeZone = null,
    string? Encoding = null,
    char? Delimiter = null,
    DateOrder? DateOrder = null,
    char? DecimalSign = null,
    string? ToothNotation = null,
    ProfilePaging? Paging = null,
    ProfileFiles? Files = null,
    IReadOnlyList<string>? Unread = null)
{
    /// <summary>The JSON schema an editor checks the file against.</summary>
    [JsonPropertyName("$schema")]
    [JsonPropertyOrder(-1)]
    public string? Schema { get; init; }
}
