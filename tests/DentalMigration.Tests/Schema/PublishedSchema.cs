using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using DentalMigration.Dataverse;
using DentalMigration.Emulator;
using DentalMigration.Hosting;
using DentalMigration.Mapping;
using DentalMigration.Schema;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Schema;

/// <summary>
/// The schema of a default map as an organisation has it once it is made: the rows as they are published, and the requests that made them.
/// Made once for each map.
/// </summary>
internal sealed partial class PublishedSchema
{
    private static readonly ConcurrentDictionary<(string System, bool Variants), Lazy<Task<PublishedSchema>>> Made = new();

    private readonly Dictionary<Guid, string> _names = [];

    private PublishedSchema(MigrationMap map) => Map = map;

    public MigrationMap Map { get; }

    /// <summary>All writing requests in their order; each part of a batch is one.</summary>
    public List<SchemaRequest> Requests { get; } = [];

    public IReadOnlyDictionary<string, IReadOnlyList<JsonElement>> Rows { get; private set; } = new Dictionary<string, IReadOnlyList<JsonElement>>();

    public IReadOnlyDictionary<string, TableMetadata> Tables { get; private set; } = new Dictionary<string, TableMetadata>();

    public static Task<PublishedSchema> OfAsync(string system, bool variants = false) =>
        Made.GetOrAdd((system, variants), of => new Lazy<Task<PublishedSchema>>(() => MakeAsync(of.System, of.Variants))).Value;

    /// <summary>
    /// The requests about a table as text. Ids we computed are the same everywhere and stand as they are; those the organisation chose are
    /// named by what they are of.
    /// </summary>
    public string Text(string table)
    {
        Dictionary<Guid, string> tables = Rows["systemforms"].Select(r => (Id: r.GetProperty("formid").GetGuid(), Table: r.GetProperty("objecttypecode").GetString()!))
            .Concat(Rows["savedqueries"].Select(r => (Id: r.GetProperty("savedqueryid").GetGuid(), Table: r.GetProperty("returnedtypecode").GetString()!)))
            .ToDictionary(r => r.Id, r => r.Table);
        string text = string.Join('\n', Requests.Where(r => r.Table(tables) == table));
        return Guids().Replace(text, id => _names.TryGetValue(Guid.Parse(id.Value), out string? name) ? $"<{name}>" : id.Value);
    }

    /// <summary>The XML texts of a column of a table's rows.</summary>
    public IEnumerable<(string Name, XElement Xml)> Xml(string set, string column) =>
        from row in Rows[set]
        let text = row.GetProperty(column).GetString()
        where text is not null
        select ($"{row.GetProperty(set == "sitemaps" ? "sitemapname" : "name").GetString()}", XElement.Parse(text));

    private static async Task<PublishedSchema> MakeAsync(string system, bool variants)
    {
        var schema = new PublishedSchema(DefaultMap.Create(system, variants: variants ? DefaultMap.Variants(system).Select(v => v.Name) : []));
        using var folder = new TempFolder();
        using EmbeddedDataverse dataverse = EmbeddedDataverse.Open(folder.File("contoso.db"), new EmbeddedDataverseOptions { BaseCurrencyCode = schema.Map.Currency });
        using var wire = new Wire { InnerHandler = new EmulatorHandler(dataverse) };
        using Target target = await Target.ConnectAsync(
            new DataverseConnection { Url = new Uri("http://localhost/"), Handler = wire, Clock = HastyClock.Instance }, CancellationToken.None);
        wire.Tap = (request, body, pass) =>
        {
            schema.Requests.AddRange(SchemaRequest.Of(request, body));
            return pass();
        };
        SchemaPlan plan = await SchemaPlanner.PlanAsync(schema.Map, target.Client, new SchemaOptions(), CancellationToken.None);
        await foreach (SchemaItem _ in SchemaWriter.ApplyAsync(plan, target.Client, CancellationToken.None))
        {
        }

        wire.Tap = null;
        await schema.ReadAsync(target.Client);
        return schema;
    }

    private async Task ReadAsync(DataverseClient client)
    {
        var rows = new Dictionary<string, IReadOnlyList<JsonElement>>();
        foreach (string set in new[] { "systemforms", "savedqueries", "savedqueryvisualizations", "sitemaps", "appmodules", "fieldpermissions" })
        {
            rows.Add(set, await client.QueryAsync(set, null, CancellationToken.None).ToListAsync());
        }

        Rows = rows;
        var tables = new Dictionary<string, TableMetadata>();
        foreach (string table in Map.Objects.Select(o => o.Table).Distinct())
        {
            tables.Add(table, (await client.Metadata.GetTableAsync(table, CancellationToken.None))!);
        }

        Tables = tables;
        foreach ((string set, string id, string name, string of) in new[]
        {
            ("systemforms", "formid", "name", "objecttypecode"), ("savedqueries", "savedqueryid", "name", "returnedtypecode"),
            ("systemusers", "systemuserid", "internalemailaddress", ""), ("publishers", "publisherid", "uniquename", ""), ("connectionroles", "connectionroleid", "name", ""),
        })
        {
            await foreach (JsonElement row in client.QueryAsync(set, null, CancellationToken.None))
            {
                if (Requests.Any(r => r.Line == $"POST {set}" && r.Body.Contains($"\"{id}\":\"{row.GetProperty(id).GetString()}\"", StringComparison.Ordinal)))
                {
                    continue;
                }

                _names[row.GetProperty(id).GetGuid()] = of.Length == 0 ? row.GetProperty(name).GetString()! : $"{row.GetProperty(of).GetString()}: {row.GetProperty(name).GetString()}";
            }
        }
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Guids();
}
