namespace DentalMigration.Systems;

/// <summary>One object a system holds: Patient, Appointment…</summary>
/// <param name="Name">Canonical name, e.g. <c>treatment_plan</c>.</param>
/// <param name="Label">Name for people, singular, e.g. <c>Treatment Plan</c>.</param>
/// <param name="Files">File-name patterns (with <c>*</c>, compared after folding) that hold this object, with or without extension.</param>
/// <param name="Key">The fields that make up the record's key.</param>
/// <param name="Fields">All known fields.</param>
/// <param name="References">Fields that point at other objects.</param>
/// <param name="Required">True where an export without this object is not usable.</param>
public sealed record CatalogObject(
    string Name,
    string Label,
    IReadOnlyList<string> Files,
    IReadOnlyList<string> Key,
    IReadOnlyList<CatalogField> Fields,
    IReadOnlyList<CatalogReference> References,
    bool Required = false)
{
    /// <summary>The field of that canonical name, or null.</summary>
    public CatalogField? Find(string field) => Fields.FirstOrDefault(f => f.Name == field);
}
