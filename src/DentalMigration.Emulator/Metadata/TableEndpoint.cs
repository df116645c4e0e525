using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Ui;

namespace DentalMigration.Emulator.Metadata;

/// <summary><c>EntityDefinitions</c>: tables.</summary>
internal static class TableEndpoint
{
    public static ValueTask<EmulatorResponse> HandleAsync(Exchange exchange)
    {
        if (exchange.Path[0].Arguments is null)
        {
            if (exchange.Path.Count > 1)
            {
                throw Fault.NoSuchResource(exchange.Path[1].Name);
            }
            return exchange.Method switch
            {
                "GET" => new(MetaResponse.Collection(exchange, "EntityDefinitions",
                    exchange.Schema.Tables.OrderBy(t => t.Name, StringComparer.Ordinal)
                    .Select(t => MetaNodes.Table(exchange.Schema, t)))),
                "POST" => CreateAsync(exchange),
                _ => throw Fault.MethodNotAllowed(exchange.Method),
            };
        }
        Table table = MetaAddress.Table(exchange.Schema, exchange.Path[0]);
        return (exchange.Path.Count > 1 ? exchange.Path[1].Name : "") switch
        {
            "Attributes" => ColumnEndpoint.HandleAsync(exchange, table),
            "Keys" => KeyEndpoint.HandleAsync(exchange, table),
            "" => exchange.Method switch
            {
                "GET" => new(MetaResponse.Single(exchange, "EntityDefinitions", MetaNodes.Table(exchange.Schema, table))),
                "PUT" => UpdateAsync(exchange, table),
                "DELETE" => DeleteAsync(exchange, table),
                _ => throw Fault.MethodNotAllowed(exchange.Method),
            },
            var member when exchange.Method == "GET" =>
                new(MetaResponse.Member(exchange, $"EntityDefinitions({table.Definition.MetadataId})",
                MetaNodes.Table(exchange.Schema, table), member)),
            _ => throw Fault.MethodNotAllowed(exchange.Method),
        };
    }

    private static ValueTask<EmulatorResponse> CreateAsync(Exchange exchange)
    {
        MetadataInput input = MetadataInput.Read(exchange.Body);
        return SchemaWrite.RunAsync(exchange, (scope, edit) =>
        {
            IdSource ids = exchange.Engine.Services.Ids;
            string schemaName = input.Required("SchemaName");
            string name = Prefixes.Check(scope, schemaName);
            string setName = input.Text("EntitySetName") ?? Names.Plural(name);
            if (edit.All.Tables.ContainsKey(name) || edit.All.Tables.Values.Any(t => t.SetName == setName))
            {
                throw Fault.DuplicateTable(name);
            }
            var table = new TableDef
            {
                MetadataId = ids.Next(), Name = name, SchemaName = schemaName, SetName = setName, Ownership = input.Text("OwnershipType")
                    ?? "UserOwned",
                PrimaryId = name + "id", TypeCode = DefinitionStore.NextTypeCode(scope.Connection), HasNotes = input.Flag("HasNotes")
                    ?? false,
                HasActivities = input.Flag("HasActivities")
                    ?? false, IsCustom = true, HasForms = true, AllowsCustomColumns = true, CreateMultiple = true, UpdateMultiple = true,
                ChangeTracking = input.Flag("ChangeTrackingEnabled") ?? false, Label = input.Label("DisplayName"),
                CollectionLabel = input.Label("DisplayCollectionName"), Description = input.Label("Description"),
            };
            if (input.Flag("IsActivity") is true)
            {
                throw Fault.Unsupported("custom activity tables");
            }
            if (table.Ownership is not ("UserOwned" or "OrganizationOwned"))
            {
                throw Fault.InvalidMetadata($"the ownership type '{table.Ownership}' is not allowed.");
            }
            Build(scope, edit, input, table, ids);
            DefaultUi.Add(scope, exchange.Engine.Services, new Table(edit.All.Tables[name], [.. edit.All.Columns[name].Values]));
            return $"EntityDefinitions({table.MetadataId})";
        });
    }

    private static void Build(WriteScope scope, SchemaEdit edit, MetadataInput input, TableDef table, IdSource ids)
    {
        var columns = new List<ColumnDef>(StandardColumns.Of(table, ids));
        foreach (MetadataInput attribute in input.Array("Attributes"))
        {
            ColumnDef column = ColumnReader.Read(scope, ids, table.Name, attribute, edit.All);
            foreach (ColumnDef each in ColumnReader.Companions(column, ids).Prepend(column))
            {
                columns.Add(columns.Exists(c => c.Name == each.Name) ? throw Fault.DuplicateColumn(each.Name, table.Name) : each);
            }
        }
        ColumnDef[] primary = [.. columns.Where(c => c.IsPrimaryName)];
        if (primary is not [{ Type: ColumnType.String }])
        {
            throw Fault.NoPrimaryName();
        }
        bool money = columns.Exists(c => c.Type == ColumnType.Money);
        if (money)
        {
            columns.AddRange(StandardColumns.Currency(table.Name, ids));
        }
        edit.AddTable(table with { PrimaryName = primary[0].Name }, columns);
        foreach (RelationshipDef relationship in StandardColumns.Relationships(table, ids))
        {
            edit.AddRelationship(relationship);
        }
        if (money)
        {
            edit.AddRelationship(StandardColumns.CurrencyRelationship(table.Name, ids));
        }
    }

    private static ValueTask<EmulatorResponse> UpdateAsync(Exchange exchange, Table table)
    {
        MetadataInput input = MetadataInput.Read(exchange.Body);
        return SchemaWrite.RunAsync(exchange, (_, edit) =>
        {
            TableDef old = table.Definition;
            bool notes = Enabled(input, "HasNotes", old.HasNotes);
            bool activities = Enabled(input, "HasActivities", old.HasActivities);
            TableDef changed = old with
            {
                HasNotes = notes, HasActivities = activities,
                Label = input.Has("DisplayName") ? input.Label("DisplayName") : old.Label,
                CollectionLabel = input.Has("DisplayCollectionName") ? input.Label("DisplayCollectionName") : old.CollectionLabel,
                Description = input.Has("Description") ? input.Label("Description") : old.Description,
                ChangeTracking = input.Flag("ChangeTrackingEnabled") ?? old.ChangeTracking,
            };
            edit.ReplaceTable(changed);
            foreach (RelationshipDef relationship in old.IsCustom ? StandardColumns.Relationships(changed, exchange.Engine.Services.Ids) : [])
            {
                if (!edit.All.Relationships.ContainsKey(relationship.SchemaName))
                {
                    edit.AddRelationship(relationship);
                }
            }
            return null;
        });
    }

    /// <summary>Notes and activities can be switched on later, but never off.</summary>
    private static bool Enabled(MetadataInput input, string name, bool before) => input.Flag(name) switch
    {
        false when before => throw Fault.InvalidMetadata($"'{name}' cannot be disabled once it is enabled."),
        var wanted => wanted ?? before,
    };

    private static ValueTask<EmulatorResponse> DeleteAsync(Exchange exchange, Table table) => table.Definition.IsCustom
        ? SchemaWrite.RunAsync(exchange, (scope, edit) =>
        {
            edit.DropTable(scope.Schema.Find(table.Name) ?? throw Fault.NoSuchTable(table.Name));
            return null;
        })
        : throw Fault.NotCustom("entity", table.Name);
}
