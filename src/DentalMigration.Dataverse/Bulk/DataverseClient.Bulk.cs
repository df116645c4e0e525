using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <content>The bulk messages. On standard tables each is one transaction: any failure rolls all back, and the one error reported
/// does not say which row caused it (powerapps-docs, bulk-operations.md).</content>
public sealed partial class DataverseClient
{
    /// <summary>Creates rows of one table, all or none, and returns their ids in the order of the rows.</summary>
    /// <param name="entitySet">The plural name of addresses, such as <c>contacts</c>.</param>
    /// <param name="logicalName">The table, such as <c>contact</c>.</param>
    /// <param name="rows">UTF-8 JSON objects without <c>@odata.type</c>, which is added; 100 to 1,000 are a good number.</param>
    /// <param name="options">Headers; preconditions are refused.</param>
    /// <param name="ct">Stops the waiting.</param>
    public async Task<IReadOnlyList<Guid>> CreateMultipleAsync(
        string entitySet, string logicalName, IReadOnlyList<ReadOnlyMemory<byte>> rows, WriteOptions? options, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return [];
        }
        DataverseResponse response = await BulkAsync("CreateMultiple", entitySet, logicalName, rows, options, ct);
        return IdsOf(response, rows.Count) ?? throw new DataverseException(
            DataverseErrorCodes.InvalidResponse,
            "CreateMultiple was accepted, but its answer does not hold one id for each row.")
        {
            Status = response.Status,
            IsTransient = true,
            IsInDoubt = true,
        };
    }

    /// <summary>Updates rows, which name their primary key and hold changed columns only, all or none. Of rows with the same id the first
    /// counts. A missing row is <c>0x80040217</c>.</summary>
    public async Task UpdateMultipleAsync(
        string entitySet, string logicalName, IReadOnlyList<ReadOnlyMemory<byte>> rows, WriteOptions? options, CancellationToken ct)
    {
        if (rows.Count > 0)
        {
            await BulkAsync("UpdateMultiple", entitySet, logicalName, rows, options, ct);
        }
    }

    /// <summary>Updates or creates rows, all or none. A row may name an alternate key in <c>@odata.id</c>, and then not repeat its columns.
    /// The Web API does not tell which rows were created.</summary>
    public async Task UpsertMultipleAsync(
        string entitySet, string logicalName, IReadOnlyList<ReadOnlyMemory<byte>> rows, WriteOptions? options, CancellationToken ct)
    {
        if (rows.Count > 0)
        {
            await BulkAsync("UpsertMultiple", entitySet, logicalName, rows, options, ct);
        }
    }

    private async Task<DataverseResponse> BulkAsync(
        string message, string entitySet, string logicalName, IReadOnlyList<ReadOnlyMemory<byte>> rows, WriteOptions? options, CancellationToken ct)
    {
        if (options is { IfMatch: not null } or { IfNoneMatch: not null })
        {
            throw new ArgumentException("Bulk messages take no preconditions.", nameof(options));
        }
        BulkContent? first = new(logicalName, rows);
        DataverseRequest request = new(HttpMethod.Post, $"{entitySet}/Microsoft.Dynamics.CRM.{message}")
        {
            Content = () => Interlocked.Exchange(ref first, null) ?? new BulkContent(logicalName, rows),
            Options = options is null ? null : options with { ReturnRepresentation = false },
        };
        DataverseResponse response = await SendAsync(request, ct);
        Statistics.CountRows(rows.Count);
        return response;
    }

    private static List<Guid>? IdsOf(DataverseResponse response, int expected)
    {
        List<Guid> ids = new(expected);
        try
        {
            Utf8JsonReader reader = new(response.Body.Span);
            bool inIds = false;
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    inIds = reader.CurrentDepth == 1 && reader.ValueTextEquals("Ids"u8);
                }
                else if (inIds && reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out Guid id))
                {
                    ids.Add(id);
                }
            }
        }
        catch (JsonException)
        {
            return null;
        }
        return ids.Count == expected ? ids : null;
    }
}
