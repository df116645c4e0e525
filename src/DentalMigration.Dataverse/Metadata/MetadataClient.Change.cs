using System.Xml.Linq;

namespace DentalMigration.Dataverse;

/// <content>Waiting for keys, publishing, and deleting by logical name. Deleting what is not there is 404.</content>
public sealed partial class MetadataClient
{
    private static readonly TimeSpan PollingInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortestPollingInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until the index of an alternate key is active (powerapps-docs, define-alternate-keys-entity.md).</summary>
    /// <exception cref="DataverseException"><c>KeyFailed</c>: rows share values. <c>KeyTimeout</c>: not active in time.</exception>
    public async Task WaitForKeyAsync(string table, string key, TimeSpan timeout, CancellationToken ct)
    {
        TimeProvider clock = _client.Connection.Clock;
        DateTimeOffset end = clock.GetUtcNow() + timeout;
        TimeSpan pause = ShortestPollingInterval;
        while (true)
        {
            KeyMetadata found = await GetKeyAsync(table, key, ct)
                ?? throw new DataverseException(DataverseErrorCodes.KeyNotDefined, $"The table {table} has no key {key}.");
            switch (found.EntityKeyIndexStatus)
            {
                case "Active":
                    return;
                case "Failed":
                    throw new DataverseException(
                        DataverseErrorCodes.KeyFailed,
                        $"The key {key} of {table} could not be built; rows may share its values.");
                default:
                    break;
            }
            if (clock.GetUtcNow() >= end)
            {
                throw new DataverseException(DataverseErrorCodes.KeyTimeout, $"The key {key} of {table} was not active in time.")
                {
                    IsTransient = true,
                };
            }
            await Task.Delay(pause, clock, ct);
            pause = pause * 2 < PollingInterval ? pause * 2 : PollingInterval;
        }
    }

    /// <summary>Publishes what changed in tables' definitions. Slow, and one at a time. New tables and columns need none.</summary>
    public Task PublishAsync(IReadOnlyList<string> tables, CancellationToken ct) => PublishAsync(new Publication { Tables = tables }, ct);

    /// <summary>Publishes components, all in one request. Slow, and one at a time.</summary>
    public Task PublishAsync(Publication publication, CancellationToken ct)
    {
        ReadOnlyMemory<byte> body = DefinitionJson.Object(
            json => json.WriteString("ParameterXml", publication.ToXml().ToString(SaveOptions.DisableFormatting)));
        return _client.SendAsync(new DataverseRequest(HttpMethod.Post, "PublishXml") { Body = RequestBody.Json(body) }, ct);
    }

    /// <summary>Deletes a table with all its rows.</summary>
    public Task DeleteTableAsync(string logicalName, CancellationToken ct) => DeleteAsync(TableUrl(logicalName), ct);

    /// <summary>Deletes a column with its values. A lookup goes with its relationship instead.</summary>
    public Task DeleteColumnAsync(string table, string column, CancellationToken ct) =>
        DeleteAsync($"{TableUrl(table)}/Attributes(LogicalName={EntityUrl.Quote(column)})", ct);

    /// <summary>Deletes a relationship, and its lookup with all values.</summary>
    public Task DeleteRelationshipAsync(string schemaName, CancellationToken ct) =>
        DeleteAsync($"RelationshipDefinitions(SchemaName={EntityUrl.Quote(schemaName)})", ct);

    /// <summary>Deletes an alternate key.</summary>
    public Task DeleteKeyAsync(string table, string key, CancellationToken ct) => DeleteAsync(KeyUrl(table, key), ct);

    /// <summary>Deletes a global choice, which no column may use.</summary>
    public Task DeleteGlobalChoiceAsync(string name, CancellationToken ct) => DeleteAsync(ChoiceUrl(name), ct);

    private Task DeleteAsync(string url, CancellationToken ct) => _client.SendAsync(new DataverseRequest(HttpMethod.Delete, url), ct);
}
