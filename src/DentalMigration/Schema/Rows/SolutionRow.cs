using DentalMigration.Mapping;
using DentalMigration.Systems;

namespace DentalMigration.Schema.Rows;

/// <summary>The solution that holds what a migration makes, so that an admin sees it in one place.</summary>
internal sealed record SolutionRow : ComponentRow
{
    public required string UniqueName { get; init; }

    /// <summary>Its publisher, once that is known.</summary>
    public Guid Publisher { get; init; }

    public override SchemaKind Kind => SchemaKind.Solution;

    public override string Component => "solution";

    public static SolutionRow Of(MigrationMap map)
    {
        string label = SystemCatalog.Load(map.System).Label;
        return new()
        {
            Table = "",
            Name = Unique(map),
            UniqueName = Unique(map),
            Id = ComponentId.Of(map, "solution", "", "solution"),
            Description = $"Solution 'Dental migration: {label}'",
        };
    }

    public override IReadOnlyDictionary<string, object> Columns(RowFacts facts) => new Dictionary<string, object>
    {
        ["uniquename"] = UniqueName,
        ["friendlyname"] = $"Dental migration: {SystemCatalog.Load(facts.Map.System).Label}",
        ["description"] = facts.Mark("What the migration made."),
        ["version"] = "1.0.0.0",
        ["publisherid@odata.bind"] = $"/publishers({Publisher:D})",
    };

    /// <summary>Letters, digits and underscores; the end keeps the scopes of an organisation apart.</summary>
    private static string Unique(MigrationMap map) =>
        string.Concat($"DentalMigration_{map.Prefix}_{map.System}_".Where(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        + ComponentId.Of(map, "solution", "", "name").ToString("N")[..6];
}
