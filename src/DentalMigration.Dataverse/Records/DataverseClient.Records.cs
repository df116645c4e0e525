using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <content>Single rows (powerapps-docs, webapi/create-entity-web-api.md and update-delete-entities-using-web-api.md).</content>
public sealed partial class DataverseClient
{
    /// <summary>Creates a row and returns its id. A primary key in the row is honoured; if it exists: <c>0x80040237</c>.</summary>
    /// <param name="entitySet">The plural name of addresses, such as <c>contacts</c>.</param>
    /// <param name="row">A UTF-8 JSON object.</param>
    /// <param name="options">Headers; preconditions and the representation do not apply.</param>
    /// <param name="ct">Stops the waiting.</param>
    public async Task<Guid> CreateAsync(string entitySet, ReadOnlyMemory<byte> row, WriteOptions? options, CancellationToken ct)
    {
        DataverseRequest request = new(HttpMethod.Post, entitySet)
        {
            Body = RequestBody.Json(row),
            Options = options is null ? null : options with { ReturnRepresentation = false, IfMatch = null, IfNoneMatch = null },
        };
        DataverseResponse response = await SendAsync(request, ct);
        Statistics.CountRows(1);
        return response.EntityId ?? throw new DataverseException(
            DataverseErrorCodes.InvalidResponse,
            $"{request.Subject}: the answer names no id.")
        {
            Status = response.Status,
            IsTransient = true,
            IsInDoubt = true,
        };
    }

    /// <summary>Changes columns of an existing row: <c>If-Match</c> is <see cref="WriteOptions.IfMatch"/>, or <c>*</c>, so that a missing row
    /// is an error (404, <c>0x80040217</c>) and never created; another version is 412, <c>0x80060882</c>.</summary>
    public async Task UpdateAsync(string entitySet, Guid id, ReadOnlyMemory<byte> changes, WriteOptions? options, CancellationToken ct)
    {
        if (options?.IfNoneMatch is not null)
        {
            throw new ArgumentException("An update has no If-None-Match.", nameof(options));
        }
        WriteOptions strict = (options ?? new WriteOptions()) with { IfMatch = options?.IfMatch ?? "*", ReturnRepresentation = false };
        DataverseRequest request = new(HttpMethod.Patch, EntityUrl.Of(entitySet, id)) { Body = RequestBody.Json(changes), Options = strict };
        await SendAsync(request, ct);
        Statistics.CountRows(1);
    }

    /// <summary>Deletes a row, of the given version only when <see cref="WriteOptions.IfMatch"/> says so. A missing row is 404, <c>0x80040217</c>.</summary>
    public async Task DeleteAsync(string entitySet, Guid id, WriteOptions? options, CancellationToken ct)
    {
        await SendAsync(new DataverseRequest(HttpMethod.Delete, EntityUrl.Of(entitySet, id)) { Options = options }, ct);
        Statistics.CountRows(1);
    }

    /// <summary>A row, or <see langword="null"/> when there is none (404). An unknown entity set stays an error (<c>0x80060888</c>).</summary>
    /// <param name="entitySet">The plural name of addresses.</param>
    /// <param name="id">The row's primary key.</param>
    /// <param name="select">Columns, separated by commas; <see langword="null"/> for all.</param>
    /// <param name="ct">Stops the waiting.</param>
    public async Task<JsonElement?> RetrieveAsync(string entitySet, Guid id, string? select, CancellationToken ct)
    {
        string url = EntityUrl.Of(entitySet, id) + (select is null ? string.Empty : $"?$select={select}");
        try
        {
            return (await SendAsync(new DataverseRequest(HttpMethod.Get, url), ct)).Json();
        }
        catch (DataverseException e) when (e.Status == 404 && !string.Equals(e.Code, DataverseErrorCodes.ResourceNotFound, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
    }
}
