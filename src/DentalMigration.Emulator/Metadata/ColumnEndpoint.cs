using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Routing;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Metadata;

/// <summary><c>EntityDefinitions(…)/Attributes</c>: columns.</summary>
internal static class ColumnEndpoint
{
    private const string Namespace = "Microsoft.Dynamics.CRM.";

    public static ValueTask<EmulatorResponse> HandleAsync(Exchange exchange, Table table)
    {
        string context = $"EntityDefinitions('{table.Name}')/Attributes";
        PathSegment segment = exchange.Path[1];
        if (segment.Arguments is not null)
        {
            return One(exchange, table, MetaAddress.Column(table, segment), context);
        }
        string cast = exchange.Path.Count > 2 ? exchange.Path[2].Name : "";
        return exchange.Method switch
        {
            "GET" => new(MetaResponse.Collection(exchange, context,
                table.Columns.Where(c => Fits(c, cast)).Select(c => MetaNodes.Column(exchange.Schema, c)))),
            "POST" when cast.Length == 0 => CreateAsync(exchange, table),
            _ => throw Fault.MethodNotAllowed(exchange.Method),
        };
    }

    private static bool Fits(ColumnDef column, string cast) => cast.Length == 0 || cast == Namespace + "AttributeMetadata"
        || cast == Namespace + ColumnJson.TypeName(column)
        || (cast == Namespace + "EnumAttributeMetadata" && (column.IsChoice || column.Type == ColumnType.MultiSelectPicklist));

    private static ValueTask<EmulatorResponse> One(Exchange exchange, Table table, ColumnDef column, string context)
    {
        int next = 2;
        if (exchange.Path.Count > 2 && exchange.Path[2].Name.StartsWith(Namespace, StringComparison.Ordinal))
        {
            if (!Fits(column, exchange.Path[2].Name))
            {
                throw Fault.NoSuchComponent("an attribute of that type", column.Name);
            }
            next = 3;
        }
        MetaNode node = MetaNodes.Column(exchange.Schema, column);
        if (exchange.Path.Count > next)
        {
            return exchange.Method == "GET"
                ? new(MetaResponse.Member(exchange, $"{context}({column.MetadataId})", node, exchange.Path[next].Name))
                : throw Fault.MethodNotAllowed(exchange.Method);
        }
        return exchange.Method switch
        {
            "GET" => new(MetaResponse.Single(exchange, context, node)),
            "PUT" => UpdateAsync(exchange, column),
            "DELETE" => DeleteAsync(exchange, table, column),
            _ => throw Fault.MethodNotAllowed(exchange.Method),
        };
    }

    private static ValueTask<EmulatorResponse> CreateAsync(Exchange exchange, Table table)
    {
        if (!table.Definition.AllowsCustomColumns)
        {
            throw Fault.NoCustomColumns(table.Name);
        }
        MetadataInput input = MetadataInput.Read(exchange.Body);
        return SchemaWrite.RunAsync(exchange, (scope, edit) =>
        {
            IdSource ids = exchange.Engine.Services.Ids;
            ColumnDef column = ColumnReader.Read(scope, ids, table.Name, input, edit.All);
            if (edit.All.Columns.GetValueOrDefault(table.Name) is not { } columns)
            {
                throw Fault.NoSuchTable(table.Name);
            }
            if (columns.ContainsKey(column.Name))
            {
                throw Fault.DuplicateColumn(column.Name, table.Name);
            }
            edit.AddColumn(column);
            foreach (ColumnDef companion in ColumnReader.Companions(column, ids).Where(c => !columns.ContainsKey(c.Name)))
            {
                edit.AddColumn(companion);
            }
            if (column.Type == ColumnType.Money && !columns.ContainsKey("transactioncurrencyid"))
            {
                foreach (ColumnDef currency in StandardColumns.Currency(table.Name, ids))
                {
                    edit.AddColumn(currency);
                }
                edit.AddRelationship(StandardColumns.CurrencyRelationship(table.Name, ids));
            }
            return $"EntityDefinitions({table.Definition.MetadataId})/Attributes({column.MetadataId})";
        });
    }

    private static ValueTask<EmulatorResponse> UpdateAsync(Exchange exchange, ColumnDef column)
    {
        MetadataInput input = MetadataInput.Read(exchange.Body);
        return SchemaWrite.RunAsync(exchange, (scope, edit) =>
        {
            ColumnDef changed = ColumnReader.Update(column, input);
            if (changed.IsSecured && scope.Schema[column.Table].Keys.Exists(k => k.Columns.Contains(column.Name)))
            {
                throw Fault.KeySecured(column.Name);
            }
            edit.ReplaceColumn(changed);
            return null;
        });
    }

    private static ValueTask<EmulatorResponse> DeleteAsync(Exchange exchange, Table table, ColumnDef column) =>
        !column.IsCustom || column.IsPrimaryName || column.PartOf is not null ? throw Fault.NotCustom("attribute", column.Name)
        : SchemaWrite.RunAsync(exchange, (scope, edit) =>
        {
            Table current = scope.Schema.Find(table.Name) ?? throw Fault.NoSuchTable(table.Name);
            edit.DropColumn(current, current.Column(column.Name) ?? throw Fault.NoSuchComponent("an attribute", column.Name));
            return null;
        });
}
