using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Schema.Rows;

/// <summary>
/// The ids of rows that are part of a schema, and of the parts of forms: computed like those of records, so that what is there is found
/// without a search, and a repeat makes nothing twice.
/// </summary>
internal static class ComponentId
{
    public static Guid Of(MigrationMap map, string kind, string table, string name) =>
        RowId.Compute(map.System, map.Scope, $"schema\u001f{kind}", $"{map.Prefix}\u001f{table}\u001f{name}");

    /// <summary>The id as form XML writes it.</summary>
    public static string Braced(Guid id) => id.ToString("B");
}
