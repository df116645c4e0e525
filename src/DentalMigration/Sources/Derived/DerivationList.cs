using DentalMigration.Systems;

namespace DentalMigration.Sources.Derived;

/// <summary>The rules a catalog can name.</summary>
internal static class DerivationList
{
    public static Derivation Create(CatalogDerivation how, SystemCatalog catalog, CatalogObject target) => how.Rule switch
    {
        "copy" => new CopyDerivation(how, catalog, target),
        "mention" => new MentionDerivation(how, catalog, target),
        "recall" => new RecallDerivation(how, catalog, target),
        "visit" => new VisitDerivation(how, catalog, target),
        "cycle" => new CycleDerivation(how, catalog, target),
        _ => throw new MigrationException(
            "UnknownDerivation", $"The catalog of {catalog.Label} derives '{target.Name}' by an unknown rule '{how.Rule}'. Use copy, mention, recall, visit or cycle."),
    };
}
