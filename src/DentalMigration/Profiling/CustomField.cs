using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Profiling;

/// <summary>A field the practice added to an object: defined by the export, or shown by a column that no field is known for.</summary>
/// <param name="Object">The catalog's object it extends; as written where the catalog has none of that name.</param>
/// <param name="Name">Its name, which is also its column's header.</param>
/// <param name="Type">Its type, as defined or else as its column's values show.</param>
/// <param name="Choices">The values it can have where it is a choice; else empty.</param>
/// <param name="Header">Header of the column that holds its values; null where no file has one.</param>
/// <param name="IsDefined">True where the export defines it, false where only its column tells of it.</param>
/// <param name="Position">Where it is defined, or the header of the file its column is in.</param>
/// <param name="Fault">Why the definition cannot be used: <c>MissingKey</c>, <c>RaggedRow</c>…; null where it can.</param>
/// <param name="Longest">Length of the longest value that was looked at, in UTF-16 units; null where none was.</param>
public sealed record CustomField(
    string Object,
    string Name,
    FieldType Type,
    IReadOnlyList<string> Choices,
    string? Header,
    bool IsDefined,
    RecordPosition Position,
    string? Fault = null,
    int? Longest = null)
{
    /// <summary>The key its definition has: object and name.</summary>
    public string Key => $"{Object}|{Name}";
}
