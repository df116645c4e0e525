using System.Net.Http.Headers;
using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <summary>An answer of the Web API, read to its end.</summary>
public sealed class DataverseResponse
{
    private readonly HttpResponseHeaders _headers;
    private JsonElement? _json;

    internal DataverseResponse(int status, HttpResponseHeaders headers, string? contentType, ReadOnlyMemory<byte> body)
    {
        Status = status;
        _headers = headers;
        ContentType = contentType;
        Body = body;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The Content-Type header of the body.</summary>
    public string? ContentType { get; }

    /// <summary>The body, empty when there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The id in <c>OData-EntityId</c>; <see langword="null"/> when there is none, or when it is an alternate key.</summary>
    public Guid? EntityId => EntityUrl.IdOf(Header("OData-EntityId"));

    /// <summary>The row's version, such as <c>W/"1234"</c>.</summary>
    public string? ETag => Header("ETag");

    /// <summary>The wait that Retry-After asks for, measured from the header's own arrival.</summary>
    internal RetryConditionHeaderValue? RetryAfter => _headers.RetryAfter;

    /// <summary>A header's value, several of them joined by commas, or <see langword="null"/>.</summary>
    public string? Header(string name) => _headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(',', values) : null;

    /// <summary>The rows of an answer that is a collection.</summary>
    internal IEnumerable<JsonElement> Rows() => RowsOf(Json());

    /// <summary>The rows in <c>value</c>.</summary>
    internal static IEnumerable<JsonElement> RowsOf(JsonElement page) =>
        page.ValueKind == JsonValueKind.Object && page.TryGetProperty("value", out JsonElement rows) && rows.ValueKind == JsonValueKind.Array
            ? rows.EnumerateArray()
            : throw new DataverseException(DataverseErrorCodes.InvalidResponse, "The service's answer holds no rows.");

    /// <summary>True where the body can be read as JSON.</summary>
    internal bool IsJson
    {
        get
        {
            try
            {
                Json();
                return true;
            }
            catch (DataverseException)
            {
                return false;
            }
        }
    }

    /// <summary>The body as JSON, read at the first call.</summary>
    /// <exception cref="DataverseException"><c>InvalidResponse</c>: the body is no JSON.</exception>
    public JsonElement Json()
    {
        try
        {
            return _json ??= JsonElement.Parse(Body.Span);
        }
        catch (JsonException e)
        {
            throw new DataverseException(DataverseErrorCodes.InvalidResponse, "The service's answer is not JSON.", e) { Status = Status };
        }
    }
}
