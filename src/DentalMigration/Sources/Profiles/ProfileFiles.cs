namespace DentalMigration.Sources.Profiles;

/// <summary>Where the files are that records name, one way for the whole export.</summary>
/// <param name="Folder">A folder on this machine; relative to the profile's own.</param>
/// <param name="Query">
/// A database query with the parameter <c>@reference</c>, which is the record's text. Its first row's first column is the content.
/// </param>
/// <param name="Path">Path of a REST endpoint with <c>{reference}</c>; null where the record holds the path itself.</param>
/// <param name="Hosts">Other hosts that files may be fetched from, without credentials.</param>
public sealed record ProfileFiles(
    string? Folder = null,
    string? Query = null,
    string? Path = null,
    IReadOnlyList<string>? Hosts = null);
