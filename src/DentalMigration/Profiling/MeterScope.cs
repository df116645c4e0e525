using DentalMigration.Profiling.Values;
using DentalMigration.Systems;

namespace DentalMigration.Profiling;

/// <summary>What the meters of one object share.</summary>
/// <param name="Catalog">The system.</param>
/// <param name="Object">The object.</param>
/// <param name="Shapes">What tells a value's shape.</param>
/// <param name="Today">Today, for dates that cannot be later.</param>
/// <param name="RowsBefore">Records of earlier files that did not have the column.</param>
internal sealed record MeterScope(SystemCatalog Catalog, CatalogObject Object, ShapeReader Shapes, DateOnly Today, long RowsBefore = 0);
