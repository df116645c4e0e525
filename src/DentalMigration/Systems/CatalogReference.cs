namespace DentalMigration.Systems;

/// <summary>A field whose value is the key of another object's record.</summary>
/// <param name="Field">The referring field.</param>
/// <param name="Object">The object referred to.</param>
/// <param name="By">The field of that object that is matched: its key unless the system refers by something else, such as a name.</param>
public sealed record CatalogReference(string Field, string Object, string? By = null);
