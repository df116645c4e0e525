using DentalMigration.Profiling.Checks;
using DentalMigration.Profiling.Keys;
using DentalMigration.Profiling.Values;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Profiling;

/// <summary>What the measuring of one source shares.</summary>
/// <param name="Source">The source.</param>
/// <param name="Read">The objects that are read, in that order.</param>
/// <param name="Store">Where keys are kept.</param>
/// <param name="Places">Positions.</param>
/// <param name="Ring">What can be referred to.</param>
/// <param name="Shapes">What tells a value's shape.</param>
/// <param name="Accounts">What holds balances against the ledger; null where the catalog does not say how.</param>
/// <param name="Today">Today, for dates that cannot be later.</param>
internal sealed record ProfileScope(
    ISource Source, IReadOnlyList<CatalogObject> Read, KeyStore Store, Places Places, KeyRing Ring, ShapeReader Shapes, AccountMeter? Accounts, DateOnly Today)
{
    /// <summary>True where all of an object's records are read before those of another.</summary>
    public bool IsReadBefore(string earlier, string later) => Read.TakeWhile(o => o.Name != later).Any(o => o.Name == earlier);
}
