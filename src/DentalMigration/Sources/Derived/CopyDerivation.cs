using DentalMigration.Systems;

namespace DentalMigration.Sources.Derived;

/// <summary>One record of each: the provider's contact of a provider, the large file of a document.</summary>
internal sealed class CopyDerivation(CatalogDerivation how, SystemCatalog catalog, CatalogObject target) : Derivation(how, catalog, target)
{
    public override SourceRecord? Make(SourceRecord record) => Copy(record);
}
