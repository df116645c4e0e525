using DentalMigration.Mapping;
using DentalMigration.Schema.Rows;
using DentalMigration.Systems;

namespace DentalMigration.Schema.Security;

/// <summary>The column security profile: who is in it may read and write the secured columns.</summary>
internal sealed record ProfileRow : ComponentRow
{
    public override SchemaKind Kind => SchemaKind.Profile;

    public override string Component => "fieldsecurityprofile";

    public static ProfileRow Of(MigrationMap map) => new()
    {
        Table = "",
        Name = $"{SystemCatalog.Load(map.System).Label}: patients' secured data",
        Id = ComponentId.Of(map, "profile", "", "profile"),
        Description = "Column security profile",
    };

    public override IReadOnlyDictionary<string, object> Columns(RowFacts facts) => new Dictionary<string, object>
    {
        ["name"] = Name,
        ["description"] = facts.Mark("May read and write patients' identifiers and medical history."),
    };
}
