using System.Text.Json;

namespace DentalMigration.Sources.Rest;

/// <summary>
/// One answer whose records are taken one by one while it arrives: what is in memory is the first 4 MB, or one record where that is
/// larger, and never an answer of any length.
/// </summary>
internal sealed class JsonPage : IAsyncDisposable
{
    private const int Ahead = 4 * 1024 * 1024;
    private const int LargestRecord = 64 * 1024 * 1024;

    private readonly HttpResponseMessage _response;
    private readonly Stream _body;
    private readonly IReadOnlyList<string> _items;
    private readonly IReadOnlyList<string>? _next;
    private readonly JsonPath _path = new();
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isWhole;
    private bool _isInItems;
    private bool _hasItems;
    private JsonReaderState _state;

    private JsonPage(HttpResponseMessage response, Stream body, string? items, string? next)
    {
        _response = response;
        _body = body;
        _items = JsonPointer.Parse(items);
        _next = next is null ? null : JsonPointer.Parse(next);
    }

    /// <summary>The answer's headers.</summary>
    public HttpResponseMessage Response => _response;

    /// <summary>What stood at the pointer to the next page; known when the last record was taken. Null where there is no next.</summary>
    public string? Next { get; private set; }

    /// <summary>Begins with an answer, and takes as much of it as is read ahead: then a slow reader does not hold up the server.</summary>
    /// <param name="response">The answer; disposed with the page.</param>
    /// <param name="items">JSON pointer to the records.</param>
    /// <param name="next">JSON pointer to what leads to the next page, or null.</param>
    /// <param name="clock">What waiting goes by.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async ValueTask<JsonPage> StartAsync(
        HttpResponseMessage response, string? items, string? next, TimeProvider clock, CancellationToken cancellationToken)
    {
        var page = new JsonPage(response, new StallStream(await response.Content.ReadAsStreamAsync(cancellationToken), clock), items, next);
        try
        {
            while (!page._isWhole && page._end < Ahead)
            {
                await page.FillAsync(cancellationToken);
            }

            ReadOnlySpan<byte> mark = [0xef, 0xbb, 0xbf];
            page._start = page._buffer.AsSpan(0, page._end).StartsWith(mark) ? mark.Length : 0;
            return page;
        }
        catch
        {
            await page.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next record, or null after the last. Dispose it.</summary>
    /// <exception cref="JsonException">The answer is no JSON, or breaks off.</exception>
    /// <exception cref="IOException">The connection was lost.</exception>
    /// <exception cref="MigrationException"><c>SourceMalformed</c>: no records where they should be, or one too large.</exception>
    public async ValueTask<JsonDocument?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Advance() is { } item)
            {
                return item;
            }

            if (_isWhole)
            {
                return _hasItems ? null : throw new MigrationException(
                    "SourceMalformed", $"The answer has no list of records at '/{string.Join('/', _items)}'. Correct 'items' in the source profile.");
            }

            await FillAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _body.DisposeAsync();
        _response.Dispose();
    }

    private JsonDocument? Advance()
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isWhole, _state);
        while (true)
        {
            int consumed = (int)reader.BytesConsumed;
            JsonReaderState state = reader.CurrentState;
            if (!reader.Read())
            {
                Keep((int)reader.BytesConsumed, reader.CurrentState);
                return null;
            }

            if (_isInItems && reader.TokenType != JsonTokenType.EndArray)
            {
                if (!JsonDocument.TryParseValue(ref reader, out JsonDocument? item))
                {
                    Keep(consumed, state);
                    return null;
                }

                Keep((int)reader.BytesConsumed, reader.CurrentState);
                return item;
            }

            _isInItems = false;
            Look(ref reader);
        }
    }

    private void Look(ref Utf8JsonReader reader)
    {
        _path.Enter(ref reader);
        if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            return;
        }

        if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.Null && _path.Is(_items))
        {
            _hasItems = true;
            _isInItems = reader.TokenType == JsonTokenType.StartArray;
        }
        else if (_next is not null && _path.Is(_next))
        {
            Next = reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString(),
                JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
                _ => null,
            };
        }

        _path.Open(reader.TokenType);
    }

    private void Keep(int consumed, JsonReaderState state)
    {
        _start += consumed;
        _state = state;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            if (_end >= LargestRecord)
            {
                throw new MigrationException("SourceMalformed", "A record of the answer is larger than 64 MB. Leave the file's content out of it, and give it an address of its own.");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = await _body.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        _isWhole = read == 0;
    }
}
