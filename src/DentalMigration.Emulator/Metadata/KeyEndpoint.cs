using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Metadata;

/// <summary><c>EntityDefinitions(…)/Keys</c>: alternate keys.</summary>
internal static class KeyEndpoint
{
    private const int MaxKeys = 10;
    private const int MaxColumns = 16;
    private const int MaxBytes = 900;

    public static ValueTask<EmulatorResponse> HandleAsync(Exchange exchange, Table table)
    {
        string context = $"EntityDefinitions('{table.Name}')/Keys";
        if (exchange.Path[1].Arguments is null)
        {
            return exchange.Method switch
            {
                "GET" => new(MetaResponse.Collection(exchange, context, table.Keys.Select(k => new MetaNode(MetaJson.Key(k))))),
                "POST" => CreateAsync(exchange, table),
                _ => throw Fault.MethodNotAllowed(exchange.Method),
            };
        }
        KeyDef key = MetaAddress.Key(table, exchange.Path[1]);
        return exchange.Method switch
        {
            "GET" when exchange.Path.Count > 2 =>
                new(MetaResponse.Member(exchange, context, new MetaNode(MetaJson.Key(key)), exchange.Path[2].Name)),
            "GET" => new(MetaResponse.Single(exchange, context, new MetaNode(MetaJson.Key(key)))),
            "DELETE" => SchemaWrite.RunAsync(exchange, (_, edit) =>
            {
                edit.DropKey(key);
                return null;
            }),
            _ => throw Fault.MethodNotAllowed(exchange.Method),
        };
    }

    private static ValueTask<EmulatorResponse> CreateAsync(Exchange exchange, Table table)
    {
        MetadataInput input = MetadataInput.Read(exchange.Body);
        return SchemaWrite.RunAsync(exchange, (scope, edit) =>
        {
            Table current = scope.Schema.Find(table.Name) ?? throw Fault.NoSuchTable(table.Name);
            string schemaName = input.Required("SchemaName");
            string name = Prefixes.Check(scope, schemaName);
            if (current.Keys.Exists(k => k.Name == name))
            {
                throw Fault.DuplicateKeyName(name);
            }
            IReadOnlyList<string> columns = [.. input.Texts("KeyAttributes").Select(c => c.ToLowerInvariant())];
            Check(current, columns);
            TimeSpan delay = exchange.Engine.Options.KeyActivation;
            var key = new KeyDef
            {
                MetadataId = exchange.Engine.Services.Ids.Next(), Table = table.Name, Name = name, SchemaName = schemaName,
                    Columns = columns,
                Label = input.Label("DisplayName"), Status = KeyStatus.Pending, DueAt = exchange.Engine.Options.Clock.GetUtcNow() + delay,
            };
            edit.SetKey(delay <= TimeSpan.Zero ? KeyActivation.Activate(scope, current, key) : key);
            return $"EntityDefinitions({table.Definition.MetadataId})/Keys({key.MetadataId})";
        });
    }

    private static void Check(Table table, IReadOnlyList<string> columns)
    {
        if (columns.Count is 0 or > MaxColumns || columns.Distinct(StringComparer.Ordinal).Count() != columns.Count)
        {
            throw Fault.KeyInvalid("a key has 1 to 16 different columns.");
        }
        if (table.Keys.Count >= MaxKeys)
        {
            throw Fault.KeyInvalid("a table has at most 10 keys.");
        }
        int bytes = 0;
        foreach (string name in columns)
        {
            ColumnDef column = table.Column(name) ?? throw Fault.NoSuchComponent("an attribute", name);
            if (column.IsSecured)
            {
                throw Fault.KeySecured(name);
            }
            bytes += column.Type switch
            {
                ColumnType.String => 2 * (column.MaxLength ?? 100),
                ColumnType.Decimal or ColumnType.Lookup => 16,
                ColumnType.Integer or ColumnType.Picklist or ColumnType.DateTime => 8,
                _ => throw Fault.KeyInvalid($"the column {name} of type {column.Type} cannot be part of a key."),
            };
        }
        if (bytes > MaxBytes)
        {
            throw Fault.KeyInvalid("the columns of a key may not exceed 900 bytes.");
        }
    }
}
