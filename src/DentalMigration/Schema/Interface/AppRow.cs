using DentalMigration.Mapping;
using DentalMigration.Schema.Rows;
using DentalMigration.Systems;

namespace DentalMigration.Schema.Interface;

/// <summary>The model-driven app. Administrators see it at once; others once an admin gives their role access to it.</summary>
internal sealed record AppRow : ComponentRow
{
    /// <summary>The icon every organisation has for apps without one of their own.</summary>
    private static readonly Guid DefaultIcon = Guid.Parse("953b9fac-1e5e-e611-80d6-00155ded156f");

    private const int UnifiedInterface = 4;

    public required MigrationMap Map { get; init; }

    public override SchemaKind Kind => SchemaKind.App;

    public override string Component => "appmodule";

    public static string Label(MigrationMap map) => $"Dental practice ({SystemCatalog.Load(map.System).Label})";

    /// <summary>Letters and digits, at most 40; the end keeps the scopes of an organisation apart.</summary>
    public static string UniqueName(MigrationMap map) => $"{map.Prefix}dentalpractice{ComponentId.Of(map, "app", "", "name").ToString("N")[..6]}";

    public static AppRow Of(MigrationMap map) => new()
    {
        Table = "", Name = Label(map), Id = ComponentId.Of(map, "app", "", "app"), Description = "Model-driven app", Map = map,
    };

    public override IReadOnlyDictionary<string, object> Columns(RowFacts facts) => new Dictionary<string, object>
    {
        ["name"] = Name,
        ["uniquename"] = UniqueName(Map),
        ["description"] = facts.Mark("The migrated practice."),
        ["webresourceid"] = DefaultIcon,
        ["clienttype"] = UnifiedInterface,
    };
}
