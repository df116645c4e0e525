namespace DentalMigration.Mapping;

/// <summary>
/// The column that says of a row that the fallback owner has it only until the provider's user is there. Empty on every other row, so that
/// a view can list what waits. Tables that take no custom columns go without; the ledger knows their rows all the same.
/// </summary>
public static class OwnerStateColumn
{
    /// <summary>The value of a row that waits for its owner.</summary>
    public const int Staged = 100_000_000;

    /// <summary>Its logical name: <c>new_ownerstate</c>.</summary>
    public static string Name(MigrationMap map) => $"{map.Prefix}_ownerstate";

    /// <summary>True where rows of the object carry it: they have a provider to wait for, and a table that takes columns.</summary>
    public static bool IsNeeded(ObjectMap o) => o.Action == MapAction.Create && o.SourceKey is not null && o.Owner.Count > 0;

    /// <summary>How it is made.</summary>
    public static ColumnMap Of(MigrationMap map) => new()
    {
        Column = Name(map),
        Create = new ColumnCreation
        {
            Type = ColumnType.Picklist,
            Label = "Owner State",
            SchemaName = $"{map.Prefix}_OwnerState",
            Options = new Dictionary<int, string> { [Staged] = "Staged" },
        },
    };
}
