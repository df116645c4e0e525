using DentalMigration.Mapping;

namespace DentalMigration.Schema.Rows;

/// <summary>The publisher of a prefix the organisation does not know yet.</summary>
internal sealed record PublisherRow : ComponentRow
{
    /// <summary>Gives options 100,000,000 and above, as the maps write them.</summary>
    private const int OptionPrefix = 10_000;

    public required string Prefix { get; init; }

    public override SchemaKind Kind => SchemaKind.Publisher;

    public override string Component => "publisher";

    public static PublisherRow Of(MigrationMap map) => new()
    {
        Table = "",
        Name = map.Prefix,
        Id = ComponentId.Of(map, "publisher", "", map.Prefix),
        Description = $"Publisher with prefix {map.Prefix}",
        Prefix = map.Prefix,
    };

    public override IReadOnlyDictionary<string, object> Columns(RowFacts facts) => new Dictionary<string, object>
    {
        ["uniquename"] = $"DentalMigration{Prefix}",
        ["friendlyname"] = $"Dental migration ({Prefix})",
        ["description"] = facts.Mark("Publisher of what migrations made."),
        ["customizationprefix"] = Prefix,
        ["customizationoptionvalueprefix"] = OptionPrefix,
    };
}
