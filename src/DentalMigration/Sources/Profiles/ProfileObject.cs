namespace DentalMigration.Sources.Profiles;

/// <summary>
/// One place of an export that holds records of one object: <paramref name="File"/>, <paramref name="Table"/>, <paramref name="Query"/> or
/// <paramref name="Path"/>. An object may have several; they are read one after another.
/// </summary>
/// <param name="Object">Canonical name of the object.</param>
/// <param name="File">File name, with <c>*</c> and <c>?</c> where it varies.</param>
/// <param name="Sheet">Sheet of a workbook; null for each that has the header.</param>
/// <param name="Table">Table or view of a database, with its schema where the name alone is not enough: <c>dbo.Hasta</c>.</param>
/// <param name="Query">A query of a database, run as it is.</param>
/// <param name="Path">Path of a REST endpoint, relative to its base, with a query string where it needs one.</param>
/// <param name="Items">JSON pointer to the array of records in an answer; empty or null where the answer is the array.</param>
/// <param name="Paging">How this path hands out its pages; null for the document's.</param>
/// <param name="Columns">Column (of REST: dotted path) → field. Others are recognised by their usual spellings.</param>
/// <param name="Ignored">Columns that are left aside on purpose.</param>
/// <param name="Unknown">Columns the proposal found no field for. Only for reading: move each to the columns or the ignored.</param>
public sealed record ProfileObject(
    string Object,
    string? File = null,
    string? Sheet = null,
    string? Table = null,
    string? Query = null,
    string? Path = null,
    string? Items = null,
    ProfilePaging? Paging = null,
    IReadOnlyDictionary<string, ProfileColumn>? Columns = null,
    IReadOnlyList<string>? Ignored = null,
    IReadOnlyList<string>? Unknown = null);
