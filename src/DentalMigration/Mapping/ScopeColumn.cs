using System.Text.Json;

namespace DentalMigration.Mapping;

/// <summary>
/// The column every table with a source key gets beside it: the map's scope. Both together are the alternate key, so that two practices
/// with the same patient numbers can share an organisation.
/// </summary>
public static class ScopeColumn
{
    /// <summary>Its logical name: <c>new_sourcescope</c>.</summary>
    public static string Name(MigrationMap map) => $"{map.Prefix}_sourcescope";

    /// <summary>True where rows of the object carry it.</summary>
    public static bool IsNeeded(ObjectMap o) => o.Action == MapAction.Create && o.SourceKey is not null;

    /// <summary>The columns of the alternate key on an object's source key.</summary>
    public static IReadOnlyList<string> Key(MigrationMap map, ObjectMap o) => IsNeeded(o) ? [Name(map), o.SourceKey!] : [o.SourceKey!];

    /// <summary>How it is written and made.</summary>
    public static ColumnMap Of(MigrationMap map) => new()
    {
        Column = Name(map),
        Constant = JsonSerializer.SerializeToElement(map.Scope),
        Create = new ColumnCreation { Type = ColumnType.String, Label = "Source Scope", SchemaName = $"{map.Prefix}_SourceScope", MaxLength = 100 },
    };
}
