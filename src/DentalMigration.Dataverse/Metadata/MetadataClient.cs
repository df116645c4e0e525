using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <summary>
/// Reads and changes the definitions of tables, columns, relationships, keys and choices. Reads bypass the service's cache,
/// so that they see what was just made (powerapps-docs, webapi/query-metadata-web-api.md).
/// </summary>
public sealed partial class MetadataClient
{
    /// <summary>Tables read side by side: each is a batch of reads, which the service does one after the other.</summary>
    private const int TablesAtOnce = 8;

    private static readonly Dictionary<string, string> Strong = new() { ["Consistency"] = "Strong" };

    private readonly DataverseClient _client;
    private readonly string? _solution;

    internal MetadataClient(DataverseClient client, string? solution) => (_client, _solution) = (client, solution);

    /// <summary>The same, with everything it makes put into a solution.</summary>
    public MetadataClient InSolution(string uniqueName) => new(_client, uniqueName);

    /// <summary>A table with its columns, keys and lookups, in one request; <see langword="null"/> when there is none.</summary>
    public async Task<TableMetadata?> GetTableAsync(string logicalName, CancellationToken ct)
    {
        string table = TableUrl(logicalName);
        List<BatchOperation> reads =
        [
            Read(table + "?$select=LogicalName,SchemaName,Description,EntitySetName,PrimaryIdAttribute,PrimaryNameAttribute,IsCustomEntity,"
                + "MetadataId,ObjectTypeCode,IsActivity,HasNotes,OwnershipType&$expand=Keys,ManyToOneRelationships"),
            Read(table + "/Attributes?$select=LogicalName,SchemaName,Description,AttributeType,AttributeTypeName,MetadataId,"
                + "IsValidForCreate,IsValidForUpdate,IsCustomAttribute,IsSecured,RequiredLevel"),
            .. ColumnCasts.Of(table).Select(Read),
        ];
        IReadOnlyList<BatchResult> results = await _client.BatchAsync(reads, continueOnError: true, options: null, ct);
        if (results[0].Status == 404)
        {
            return null;
        }
        ILookup<string, JsonElement> details = results.Skip(2).SelectMany(Rows).ToLookup(row => row.GetProperty("LogicalName").GetString()!);
        return MetadataReader.Table(Checked(results[0]).Json(), Rows(results[1]), details);
    }

    /// <summary>Those of some tables that there are, by logical name, read side by side.</summary>
    public async Task<IReadOnlyDictionary<string, TableMetadata>> GetTablesAsync(IEnumerable<string> logicalNames, CancellationToken ct)
    {
        using SemaphoreSlim places = new(TablesAtOnce);
        (string Name, TableMetadata? Table)[] read = await Task.WhenAll(logicalNames.Distinct().Select(ReadAsync));
        return read.Where(r => r.Table is not null).ToDictionary(r => r.Name, r => r.Table!, StringComparer.Ordinal);

        async Task<(string, TableMetadata?)> ReadAsync(string name)
        {
            await places.WaitAsync(ct);
            try
            {
                return (name, await GetTableAsync(name, ct));
            }
            finally
            {
                places.Release();
            }
        }
    }

    /// <summary>A global choice, or <see langword="null"/>.</summary>
    public async Task<ChoiceMetadata?> GetGlobalChoiceAsync(string name, CancellationToken ct) =>
        await FindAsync(ChoiceUrl(name), ct) is { } json ? MetadataReader.Choice(json) : null;

    /// <summary>An alternate key, or <see langword="null"/>.</summary>
    public async Task<KeyMetadata?> GetKeyAsync(string table, string key, CancellationToken ct) =>
        await FindAsync(KeyUrl(table, key), ct) is { } json ? MetadataReader.Key(json) : null;

    /// <summary>The plural names of all tables that have one, by logical name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> GetEntitySetsAsync(CancellationToken ct)
    {
        DataverseResponse response = await GetAsync("EntityDefinitions?$select=LogicalName,EntitySetName", ct);
        return MetadataReader.EntitySets(response.Rows());
    }

    /// <summary>The number of custom tables, intersections of many-to-many relationships included, as licences may count them.</summary>
    public async Task<int> CountCustomTablesAsync(CancellationToken ct)
    {
        DataverseResponse response = await GetAsync("EntityDefinitions?$select=LogicalName&$filter=IsCustomEntity eq true", ct);
        return response.Rows().Count();
    }

    /// <summary>Those of some tables that take a message such as <c>CreateMultiple</c>, by logical name. UpsertMultiple is not listed; it is there
    /// when both CreateMultiple and UpdateMultiple are (powerapps-docs, bulk-operations.md).</summary>
    public async Task<IReadOnlySet<string>> SupportingAsync(string message, IEnumerable<string> tables, CancellationToken ct)
    {
        string[] asked = [.. tables];
        if (asked.Length == 0)
        {
            return new HashSet<string>();
        }
        if (message == "UpsertMultiple")
        {
            IReadOnlySet<string> creating = await SupportingAsync("CreateMultiple", asked, ct);
            return await SupportingAsync("UpdateMultiple", creating, ct);
        }
        DataverseResponse response = await GetAsync(
            $"sdkmessagefilters?$select=primaryobjecttypecode&$filter=sdkmessageid/name eq {EntityUrl.Quote(message)}"
                + $" and ({string.Join(" or ", asked.Select(t => $"primaryobjecttypecode eq {EntityUrl.Quote(t)}"))})",
            ct);
        return response.Rows().Select(row => row.GetProperty("primaryobjecttypecode").GetString()!).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The primary key's column of the table with this plural name.</summary>
    internal async Task<string> PrimaryIdOfSetAsync(string entitySet, CancellationToken ct)
    {
        DataverseResponse response = await GetAsync(
            $"EntityDefinitions?$select=PrimaryIdAttribute&$filter=EntitySetName eq {EntityUrl.Quote(entitySet)}", ct);
        return response.Rows().Select(row => row.GetProperty("PrimaryIdAttribute").GetString()).FirstOrDefault()
            ?? throw new DataverseException(DataverseErrorCodes.ResourceNotFound, $"No table has the plural name {entitySet}.");
    }

    private static BatchOperation Read(string url) => BatchOperation.Get(url) with { Headers = Strong };

    private static IEnumerable<JsonElement> Rows(BatchResult result) => DataverseResponse.RowsOf(Checked(result).Json());

    private static BatchResult Checked(BatchResult result) => result.IsSuccess
        ? result
        : throw new DataverseException(result.Error!.Code, $"Reading a definition failed: {result.Status}, {result.Error.Code}.")
        {
            Error = result.Error,
            Status = result.Status,
            IsTransient = result.IsTransient,
            RetryAfter = result.RetryAfter,
        };

    private static string TableUrl(string logicalName) => $"EntityDefinitions(LogicalName={EntityUrl.Quote(logicalName)})";

    private static string KeyUrl(string table, string key) => $"{TableUrl(table)}/Keys(LogicalName={EntityUrl.Quote(key)})";

    private static string ChoiceUrl(string name) => $"GlobalOptionSetDefinitions(Name={EntityUrl.Quote(name)})";

    private Task<DataverseResponse> GetAsync(string url, CancellationToken ct) =>
        _client.SendAsync(new DataverseRequest(HttpMethod.Get, url) { Headers = Strong }, ct);

    private async Task<JsonElement?> FindAsync(string url, CancellationToken ct)
    {
        try
        {
            return (await GetAsync(url, ct)).Json();
        }
        catch (DataverseException e) when (e.Status == 404)
        {
            return null;
        }
    }
}
