using DentalMigration.Owners;

namespace DentalMigration.Systems;

/// <summary>Brings the name a record is referred to by to one spelling: a person's without titles, all others by their letters alone; a code stays as it is.</summary>
public static class NameFold
{
    /// <summary>The value of a field as names are compared.</summary>
    public static string Of(CatalogObject o, string field, string value) => o.Find(field) switch
    {
        { Type: FieldType.Code } => value,
        { IdentifiesPerson: true } => ProviderName.Fold(value),
        _ => HeaderFold.Fold(value),
    };
}
