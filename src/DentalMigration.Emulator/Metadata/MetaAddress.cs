using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Routing;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Metadata;

/// <summary>Finds components by id or name as they stand in paths.</summary>
internal static class MetaAddress
{
    public static Table Table(SchemaSnapshot schema, PathSegment segment)
    {
        RowAddress address = Parse(segment);
        return address.Id is { } id
            ? schema.Tables.FirstOrDefault(t => t.Definition.MetadataId == id) ?? throw Fault.NoSuchTable(id.ToString())
            : schema.Find(Name(address, "LogicalName")) ?? throw Fault.NoSuchTable(address.Key[0].Value);
    }

    public static ColumnDef Column(Table table, PathSegment segment)
    {
        RowAddress address = Parse(segment);
        return (address.Id is { } id ? table.Columns.FirstOrDefault(c => c.MetadataId == id) : table.Column(Name(address, "LogicalName")))
            ?? throw Fault.NoSuchComponent("an attribute", segment.Arguments!);
    }

    public static KeyDef Key(Table table, PathSegment segment)
    {
        RowAddress address = Parse(segment);
        return (address.Id is { } id ? table.Keys.Find(k => k.MetadataId == id)
            : table.Keys.Find(k => k.Name == Name(address, "LogicalName")))
            ?? throw Fault.NoSuchComponent("an entity key", segment.Arguments!);
    }

    public static RelationshipDef Relationship(SchemaSnapshot schema, PathSegment segment)
    {
        RowAddress address = Parse(segment);
        return (address.Id is { } id ? schema.Definitions.Relationships.Values.FirstOrDefault(r => r.MetadataId == id)
            : schema.Definitions.Relationships.GetValueOrDefault(Name(address, "SchemaName")))
                ?? throw Fault.NoSuchComponent("a relationship", segment.Arguments!);
    }

    public static ChoiceDef Choice(SchemaSnapshot schema, PathSegment segment)
    {
        RowAddress address = Parse(segment);
        return (address.Id is { } id ? schema.Definitions.Choices.Values.FirstOrDefault(c => c.MetadataId == id)
            : schema.Definitions.Choices.GetValueOrDefault(Name(address, "Name")))
                ?? throw Fault.NoSuchComponent("an OptionSet", segment.Arguments!);
    }

    private static RowAddress Parse(PathSegment segment) =>
        KeyPredicate.Parse(segment.Name, segment.Arguments ?? "") ?? throw Fault.QuerySyntax();

    private static string Name(RowAddress address, string key) =>
        address.Key is [{ } pair] && pair.Key == key ? pair.Value : throw Fault.QuerySyntax();
}
