namespace DentalMigration.Systems;

/// <summary>One object a system holds: Patient, Appointment…</summary>
/// <param name="Name">Canonical name, e.g. <c>treatment_plan</c>.</param>
/// <param name="Label">Name for people, singular, e.g. <c>Treatment Plan</c>.</param>
/// <param name="Files">File-name patterns (with <c>*</c>, compared after folding) that hold this object, with or without extension.</param>
/// <param name="Key">The fields that make up the record's key.</param>
/// <param name="Fields">All known fields; left empty in a copy of another object, which has that object's fields and references.</param>
/// <param name="References">Fields that point at other objects.</param>
/// <param name="Required">True where an export without this object is not usable.</param>
/// <param name="OptionalKey">Fields of the key that may be empty: the group number of a policy.</param>
/// <param name="FallbackKey">The key of files that have no column for <paramref name="Key"/>: patient and due date of a recall without an id.</param>
/// <param name="Derived">The records of other objects it is made from, beside those of its own files.</param>
/// <param name="Merges">True where records with the same key are one row: the same referring dentist, named by forty patients.</param>
/// <param name="Migrates">False where it does not travel but is handed over as a reference: workflows, templates, billing rules.</param>
public sealed record CatalogObject(
    string Name,
    string Label,
    IReadOnlyList<string> Files,
    IReadOnlyList<string> Key,
    IReadOnlyList<CatalogField> Fields,
    IReadOnlyList<CatalogReference> References,
    bool Required = false,
    IReadOnlyList<string>? OptionalKey = null,
    IReadOnlyList<string>? FallbackKey = null,
    IReadOnlyList<CatalogDerivation>? Derived = null,
    bool Merges = false,
    bool Migrates = true)
{
    /// <summary>True where it has no files of its own.</summary>
    public bool IsDerivedOnly => Files.Count == 0 && Derived is { Count: > 0 };

    /// <summary>The field of that canonical name, or null.</summary>
    public CatalogField? Find(string field) => Fields.FirstOrDefault(f => f.Name == field);
}
