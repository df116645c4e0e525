using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Metadata;

/// <summary><c>RelationshipDefinitions</c>: 1:N with their lookup column, and N:N.</summary>
internal static class RelationshipEndpoint
{
    public static ValueTask<EmulatorResponse> HandleAsync(Exchange exchange)
    {
        const string context = "RelationshipDefinitions";
        if (exchange.Path[0].Arguments is null)
        {
            string cast = exchange.Path.Count > 1 ? exchange.Path[1].Name : "";
            return exchange.Method switch
            {
                "GET" => new(MetaResponse.Collection(exchange, context, exchange.Schema.Definitions.Relationships.Values
                    .Where(r => cast.Length == 0
                        || cast.EndsWith(r.IsManyToMany ? ".ManyToManyRelationshipMetadata"
                        : ".OneToManyRelationshipMetadata", StringComparison.Ordinal))
                    .OrderBy(r => r.SchemaName, StringComparer.Ordinal).Select(r => MetaNodes.Relationship(exchange.Schema, r)))),
                "POST" => CreateAsync(exchange),
                _ => throw Fault.MethodNotAllowed(exchange.Method),
            };
        }
        RelationshipDef relationship = MetaAddress.Relationship(exchange.Schema, exchange.Path[0]);
        return exchange.Method switch
        {
            "GET" => new(MetaResponse.Single(exchange, context, MetaNodes.Relationship(exchange.Schema, relationship))),
            "PUT" => UpdateAsync(exchange, relationship),
            "DELETE" when relationship.IsCustom => SchemaWrite.RunAsync(exchange, (_, edit) =>
            {
                edit.DropRelationship(relationship);
                return null;
            }),
            "DELETE" => throw Fault.NotCustom("relationship", relationship.SchemaName),
            _ => throw Fault.MethodNotAllowed(exchange.Method),
        };
    }

    private static ValueTask<EmulatorResponse> CreateAsync(Exchange exchange)
    {
        MetadataInput input = MetadataInput.Read(exchange.Body);
        bool manyToMany = input.Type == "ManyToManyRelationshipMetadata";
        return SchemaWrite.RunAsync(exchange, (scope, edit) =>
        {
            string schemaName = input.Required("SchemaName");
            Prefixes.Check(scope, schemaName);
            if (edit.All.Relationships.ContainsKey(schemaName))
            {
                throw Fault.DuplicateRelationship(schemaName);
            }
            RelationshipDef relationship = manyToMany
                ? ManyToMany(scope, edit, exchange.Engine.Services.Ids, input, schemaName)
                : OneToMany(scope, edit, exchange.Engine.Services.Ids, input, schemaName);
            edit.AddRelationship(relationship);
            return $"RelationshipDefinitions({relationship.MetadataId})";
        });
    }

    private static RelationshipDef OneToMany(WriteScope scope, SchemaEdit edit, IdSource ids, MetadataInput input, string schemaName)
    {
        TableDef one = Find(edit, input.Required("ReferencedEntity"));
        TableDef many = Find(edit, input.Required("ReferencingEntity"));
        if (!many.AllowsCustomColumns)
        {
            throw Fault.NoCustomColumns(many.Name);
        }
        if (!one.AllowsCustomColumns)
        {
            throw Fault.InvalidMetadata($"the entity '{one.Name}' cannot be referenced by new relationships.");
        }
        MetadataInput lookup = input.Object("Lookup") ?? throw Fault.InvalidMetadata("'Lookup' is missing.");
        string lookupSchema = lookup.Required("SchemaName");
        string name = Prefixes.Check(scope, lookupSchema);
        if (edit.All.Columns[many.Name].ContainsKey(name))
        {
            throw Fault.DuplicateColumn(name, many.Name);
        }
        var column = new ColumnDef
        {
            MetadataId = ids.Next(), Table = many.Name, Name = name, SchemaName = lookupSchema, Type = ColumnType.Lookup, IsCustom = true,
                Targets = [one.Name],
            Required = lookup.Wrapped("RequiredLevel")
                ?? "None", Label = lookup.Label("DisplayName"), Description = lookup.Label("Description"),
        };
        edit.AddColumn(column);
        foreach (ColumnDef companion in ColumnReader.Companions(column, ids))
        {
            edit.AddColumn(companion);
        }
        return Allowed(edit, WithCascades(new()
        {
            MetadataId = ids.Next(), SchemaName = schemaName, Referenced = one.Name, Referencing = many.Name, Column = name,
                IsCustom = true,
            ReferencingNav = input.Text("ReferencingEntityNavigationPropertyName") ?? lookupSchema,
            ReferencedNav = input.Text("ReferencedEntityNavigationPropertyName") ?? schemaName, OnDelete = "RemoveLink",
        }, input));
    }

    /// <summary>Refuses a second parent of a table, and a custom parent of a standard one.</summary>
    private static RelationshipDef Allowed(SchemaEdit edit, RelationshipDef relationship)
    {
        if (!relationship.IsParental)
        {
            return relationship;
        }
        if (edit.All.Tables[relationship.Referenced].IsCustom && !edit.All.Tables[relationship.Referencing].IsCustom)
        {
            throw Fault.CustomParent(relationship.Referencing);
        }
        return edit.All.Relationships.Values.Any(r => r.Referencing == relationship.Referencing && r.SchemaName != relationship.SchemaName && r.IsParental)
            ? throw Fault.SecondParent(relationship.Referencing) : relationship;
    }

    private static RelationshipDef ManyToMany(WriteScope scope, SchemaEdit edit, IdSource ids, MetadataInput input, string schemaName)
    {
        TableDef first = Find(edit, input.Required("Entity1LogicalName"));
        TableDef second = Find(edit, input.Required("Entity2LogicalName"));
        if (!first.AllowsCustomColumns || !second.AllowsCustomColumns)
        {
            throw Fault.InvalidMetadata($"the entity '{(first.AllowsCustomColumns ? second : first).Name}' cannot be in many-to-many relationships.");
        }
        string intersect = Prefixes.Check(scope, input.Text("IntersectEntityName") ?? schemaName);
        if (edit.All.Tables.ContainsKey(intersect) || edit.All.Relationships.Values.Any(r => r.IsManyToMany && r.Column == intersect))
        {
            throw Fault.DuplicateTable(intersect);
        }
        return new()
        {
            MetadataId = ids.Next(), SchemaName = schemaName, IsManyToMany = true, Referenced = first.Name, Referencing = second.Name,
                Column = intersect,
            ReferencedNav = input.Text("Entity1NavigationPropertyName") ?? schemaName,
            ReferencingNav = input.Text("Entity2NavigationPropertyName") ?? schemaName, IsCustom = true,
        };
    }

    private static ValueTask<EmulatorResponse> UpdateAsync(Exchange exchange, RelationshipDef relationship)
    {
        MetadataInput input = MetadataInput.Read(exchange.Body);
        return SchemaWrite.RunAsync(exchange, (_, edit) =>
        {
            edit.ReplaceRelationship(Allowed(edit, WithCascades(relationship, input)));
            return null;
        });
    }

    private static RelationshipDef WithCascades(RelationshipDef relationship, MetadataInput input) =>
        input.Object("CascadeConfiguration") is not { } cascade
        ? relationship
        : relationship with
        {
            OnDelete = Behavior(cascade, "Delete", relationship.OnDelete), OnAssign = Behavior(cascade, "Assign", relationship.OnAssign),
            OnMerge = Behavior(cascade, "Merge", relationship.OnMerge), OnReparent = Behavior(cascade, "Reparent", relationship.OnReparent),
            OnShare = Behavior(cascade, "Share", relationship.OnShare), OnUnshare = Behavior(cascade, "Unshare", relationship.OnUnshare),
        };

    private static string Behavior(MetadataInput cascade, string name, string initial) => cascade.Text(name) switch
    {
        null => initial,
        "NoCascade" or "Cascade" => cascade.Text(name)!,
        "RemoveLink" or "Restrict" when name == "Delete" => cascade.Text(name)!,
        "Active" or "UserOwned" when name is "Assign" or "Reparent" or "Share" or "Unshare" => cascade.Text(name)!,
        "RemoveLink" or "Restrict" or "Active" or "UserOwned" => throw Fault.CascadeInvalid(name, cascade.Text(name)!),
        var other => throw Fault.InvalidMetadata($"'{other}' is not a cascade behaviour."),
    };

    private static TableDef Find(SchemaEdit edit, string name) => edit.All.Tables.GetValueOrDefault(name) ?? throw Fault.NoSuchTable(name);
}
