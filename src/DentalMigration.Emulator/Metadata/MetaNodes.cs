using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Metadata;

/// <summary>Components with what hangs on them.</summary>
internal static class MetaNodes
{
    public static MetaNode Table(SchemaSnapshot schema, Table table) => new MetaNode(MetaJson.Table(table))
        .With("Attributes", () => table.Columns.Select(c => Column(schema, c)))
        .With("Keys", () => table.Keys.Select(k => new MetaNode(MetaJson.Key(k))))
        .With("OneToManyRelationships", () => table.Referrers.Select(r => Relationship(schema, r)))
        .With("ManyToOneRelationships", () => table.Lookups.Select(r => Relationship(schema, r)))
        .With("ManyToManyRelationships", () => table.Associations.Select(r => Relationship(schema, r)));

    public static MetaNode Column(SchemaSnapshot schema, ColumnDef column)
    {
        var node = new MetaNode(ColumnJson.Of(column));
        if (column.IsChoice || column.Type is ColumnType.Boolean or ColumnType.MultiSelectPicklist)
        {
            node.With("OptionSet", () => column.GlobalChoice is null ? ColumnJson.OptionSet(column, schema.Definitions) : null)
                .With("GlobalOptionSet", () => column.GlobalChoice is not null ? ColumnJson.OptionSet(column, schema.Definitions) : null);
        }
        return node;
    }

    public static MetaNode Relationship(SchemaSnapshot schema, RelationshipDef relationship) =>
        new(MetaJson.Relationship(relationship, schema.Find(relationship.Referenced)?.PrimaryId ?? relationship.Referenced + "id"));

    public static MetaNode Choice(ChoiceDef choice) => new(MetaJson.Choice(choice));
}
