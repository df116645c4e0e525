using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace DentalMigration.Dataverse;

/// <summary>Writes the body of a <c>$batch</c> (powerapps-docs, webapi/execute-batch-operations-using-web-api.md) piece by piece:
/// the rows as they are, and the lines around them in a buffer that each operation uses again.</summary>
internal sealed class BatchWriter
{
    private readonly Uri _root;
    private readonly IReadOnlyList<BatchItem> _items;
    private readonly string? _tag;
    private readonly string _batch = "batch_" + Unique();
    private readonly string _changeSet = "changeset_" + Unique();
    private readonly (string Name, string Value)[] _writeHeaders;

    /// <exception cref="ArgumentException">An address or a header holds a line break.</exception>
    public BatchWriter(Uri root, IReadOnlyList<BatchItem> items, WriteOptions? options)
    {
        (_root, _items, _tag, _writeHeaders) = (root, items, options?.Tag, [.. options?.Headers() ?? []]);
        Length = Pieces().Sum(piece => (long)piece.Length);
    }

    /// <summary>The media type with the boundary.</summary>
    public string ContentType => $"multipart/mixed; boundary={_batch}";

    /// <summary>The length of the whole body in bytes.</summary>
    public long Length { get; }

    /// <summary>The body, the same each time. A piece is valid until the next one is asked for.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Pieces()
    {
        ArrayBufferWriter<byte> text = new(512);
        for (int i = 0; i < _items.Count; i++)
        {
            string? boundary = _items[i] is BatchChangeSet ? $"{_changeSet}{i:x4}" : null;
            if (boundary is not null)
            {
                Add(text, $"--{_batch}\r\nContent-Type: multipart/mixed; boundary={boundary}\r\n\r\n");
            }
            int id = 0;
            foreach (BatchOperation operation in _items[i].Operations)
            {
                WriteHead(text, operation, boundary ?? _batch, boundary is null ? null : ++id);
                yield return text.WrittenMemory;
                yield return operation.Body;
                text.ResetWrittenCount();
                Add(text, "\r\n");
            }
            if (boundary is not null)
            {
                Add(text, $"--{boundary}--\r\n\r\n");
            }
        }
        Add(text, $"--{_batch}--\r\n");
        yield return text.WrittenMemory;
    }

    private void WriteHead(ArrayBufferWriter<byte> text, BatchOperation operation, string boundary, int? contentId)
    {
        Add(text, $"--{boundary}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
        if (contentId is { } id)
        {
            Add(text, $"Content-ID: {id}\r\n");
        }
        Add(text, $"\r\n{operation.Method} {Target(operation)} HTTP/1.1\r\n");
        foreach ((string name, string value) in HeadersOf(operation))
        {
            Add(text, $"{name}: {OneLine(value)}\r\n");
        }
        Add(text, "\r\n");
    }

    /// <summary>The address as the request line takes it: escaped, from the root; references to content ids as they are.</summary>
    private string Target(BatchOperation operation)
    {
        string url = operation.Url.StartsWith('$') ? OneLine(operation.Url) : new Uri(_root, operation.Url).PathAndQuery;
        return operation.IsWrite && _tag is not null ? EntityUrl.With(url, "tag", _tag) : url;
    }

    private IEnumerable<(string Name, string Value)> HeadersOf(BatchOperation operation)
    {
        yield return ("Accept", "application/json");
        if (!operation.Body.IsEmpty)
        {
            yield return ("Content-Type", "application/json; type=entry");
        }
        if (operation.IfMatch is not null)
        {
            yield return ("If-Match", operation.IfMatch);
        }
        if (operation.IfNoneMatch is not null)
        {
            yield return ("If-None-Match", operation.IfNoneMatch);
        }
        foreach ((string name, string value) in operation.Headers ?? new Dictionary<string, string>())
        {
            yield return (name, value);
        }
        foreach ((string, string) header in operation.IsWrite ? _writeHeaders : [])
        {
            yield return header;
        }
    }

    private static string OneLine(string value) => value.AsSpan().ContainsAnyInRange('\0', '\x1f')
        ? throw new ArgumentException("Addresses and headers hold no line breaks.", nameof(value))
        : value;

    private static void Add(ArrayBufferWriter<byte> text, string line) => Encoding.UTF8.GetBytes(line, text);

    private static string Unique() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
