using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Metadata;

/// <summary><c>CreateCustomerRelationships</c>: a lookup that takes accounts and contacts, with its two relationships.</summary>
internal static class CustomerRelationships
{
    public static async ValueTask<EmulatorResponse> HandleAsync(Exchange exchange)
    {
        MetadataInput input = MetadataInput.Read(exchange.Body);
        var made = new List<Guid>();
        Guid attribute = default;
        await SchemaWrite.RunAsync(exchange, (scope, edit) =>
        {
            ColumnDef column = Column(scope, edit, exchange.Engine.Services.Ids, input, out MetadataInput[] relationships);
            attribute = column.MetadataId;
            edit.AddColumn(column);
            foreach (ColumnDef companion in ColumnReader.Companions(column, exchange.Engine.Services.Ids))
            {
                edit.AddColumn(companion);
            }
            foreach (MetadataInput relationship in relationships)
            {
                RelationshipDef added = Relationship(scope, edit, exchange.Engine.Services.Ids, relationship, column);
                edit.AddRelationship(added);
                made.Add(added.MetadataId);
            }
            return null;
        });
        return ActionResponse.Of(exchange, "CreateCustomerRelationshipsResponse", json =>
        {
            json.WriteStartArray("RelationshipIds");
            made.ForEach(id => json.WriteStringValue(id));
            json.WriteEndArray();
            json.WriteString("AttributeId", attribute);
        });
    }

    private static ColumnDef Column(WriteScope scope, SchemaEdit edit, IdSource ids, MetadataInput input, out MetadataInput[] relationships)
    {
        MetadataInput lookup = input.Object("Lookup") ?? throw Fault.InvalidMetadata("'Lookup' is missing.");
        relationships = [.. input.Array("OneToManyRelationships")];
        string[] targets = [.. relationships.Select(r => r.Required("ReferencedEntity")).Order(StringComparer.Ordinal)];
        string[] tables = [.. relationships.Select(r => r.Required("ReferencingEntity")).Distinct(StringComparer.Ordinal)];
        if (targets is not ["account", "contact"] || tables is not [var name])
        {
            throw Fault.InvalidMetadata("a customer lookup has one relationship to account and one to contact, from the same table.");
        }
        TableDef table = edit.All.Tables.GetValueOrDefault(name) ?? throw Fault.NoSuchTable(name);
        if (!table.AllowsCustomColumns)
        {
            throw Fault.NoCustomColumns(name);
        }
        string schemaName = lookup.Required("SchemaName");
        string logicalName = Prefixes.Check(scope, schemaName);
        return edit.All.Columns[name].ContainsKey(logicalName) ? throw Fault.DuplicateColumn(logicalName, name)
            : new ColumnDef
            {
                MetadataId = ids.Next(), Table = name, Name = logicalName, SchemaName = schemaName, Type = ColumnType.Customer,
                    IsCustom = true,
                Targets = targets, Required = lookup.Wrapped("RequiredLevel") ?? "None", Label = lookup.Label("DisplayName"),
                Description = lookup.Label("Description"),
            };
    }

    private static RelationshipDef Relationship(WriteScope scope, SchemaEdit edit, IdSource ids, MetadataInput input, ColumnDef column)
    {
        string schemaName = input.Required("SchemaName");
        Prefixes.Check(scope, schemaName);
        string target = input.Required("ReferencedEntity");
        return edit.All.Relationships.ContainsKey(schemaName) ? throw Fault.DuplicateRelationship(schemaName)
            : new()
            {
                MetadataId = ids.Next(), SchemaName = schemaName, Referenced = target, Referencing = column.Table, Column = column.Name,
                    IsCustom = true,
                ReferencingNav = input.Text("ReferencingEntityNavigationPropertyName") ?? $"{column.SchemaName}_{target}",
                ReferencedNav = input.Text("ReferencedEntityNavigationPropertyName") ?? schemaName, OnDelete = "RemoveLink",
            };
    }
}
