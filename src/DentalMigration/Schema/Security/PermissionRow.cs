using DentalMigration.Mapping;
using DentalMigration.Schema.Rows;

namespace DentalMigration.Schema.Security;

/// <summary>What the profile permits of one secured column: everything.</summary>
internal sealed record PermissionRow : ComponentRow
{
    private const int Allowed = 4;

    public required Guid Profile { get; init; }

    public override SchemaKind Kind => SchemaKind.Permission;

    public override string Component => "fieldpermission";

    public static PermissionRow Of(MigrationMap map, string table, string column) => new()
    {
        Table = table,
        Name = column,
        Id = ComponentId.Of(map, "permission", table, column),
        Description = "Read, create and update by the profile",
        Profile = ProfileRow.Of(map).Id,
    };

    public override IReadOnlyDictionary<string, object> Columns(RowFacts facts) => new Dictionary<string, object>
    {
        ["entityname"] = Table,
        ["attributelogicalname"] = Name,
        ["cancreate"] = Allowed,
        ["canread"] = Allowed,
        ["canupdate"] = Allowed,
        ["fieldsecurityprofileid@odata.bind"] = $"/fieldsecurityprofiles({Profile:D})",
    };
}
