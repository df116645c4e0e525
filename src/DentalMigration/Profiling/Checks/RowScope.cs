using DentalMigration.Profiling.Keys;
using DentalMigration.Systems;

namespace DentalMigration.Profiling.Checks;

/// <summary>What the checks across the fields of one object share.</summary>
/// <param name="Catalog">The system.</param>
/// <param name="Object">The object.</param>
/// <param name="Row">The record at hand.</param>
/// <param name="Store">Where keys are kept.</param>
/// <param name="Places">Positions.</param>
internal sealed record RowScope(SystemCatalog Catalog, CatalogObject Object, RowValues Row, KeyStore Store, Places Places);
