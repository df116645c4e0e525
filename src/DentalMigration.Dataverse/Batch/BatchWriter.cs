using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace DentalMigration.Dataverse;

/// <summary>Writes the body of a <c>$batch</c> (powerapps-docs, webapi/execute-batch-operations-using-web-api.md) piece by piece:
/// the rows as they are, and the lines around them in a buffer that each operation uses again.</summary>
internal sealed class BatchWriter
{
    /// <summary>What an address may hold that is escaped already and lies below the root.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789()$=,&?-_");
    private static readonly Dictionary<string, string> NoHeaders = [];

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
        Add(text, "--");
        Add(text, boundary);
        text.Write("\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n"u8);
        if (contentId is { } id)
        {
            Add(text, $"Content-ID: {id}\r\n");
        }
        Add(text, "\r\n");
        Add(text, operation.Method.Method);
        Add(text, " ");
        WriteTarget(text, operation);
        text.Write(" HTTP/1.1\r\nAccept: application/json\r\n"u8);
        if (!operation.Body.IsEmpty)
        {
            text.Write("Content-Type: application/json; type=entry\r\n"u8);
        }
        AddHeader(text, "If-Match", operation.IfMatch);
        AddHeader(text, "If-None-Match", operation.IfNoneMatch);
        foreach ((string name, string value) in operation.Headers ?? NoHeaders)
        {
            AddHeader(text, name, value);
        }
        foreach ((string name, string value) in operation.IsWrite ? _writeHeaders : [])
        {
            AddHeader(text, name, value);
        }
        Add(text, "\r\n");
    }

    /// <summary>The address as the request line takes it: escaped, from the root; references to content ids as they are.</summary>
    private void WriteTarget(ArrayBufferWriter<byte> text, BatchOperation operation)
    {
        bool isTagged = operation.IsWrite && _tag is not null;
        if (!isTagged && !operation.Url.AsSpan().ContainsAnyExcept(Plain) && operation.Url is not ['$', ..])
        {
            Add(text, _root.AbsolutePath);
            Add(text, operation.Url);
            return;
        }
        string url = operation.Url.StartsWith('$') ? OneLine(operation.Url) : new Uri(_root, operation.Url).PathAndQuery;
        Add(text, isTagged ? EntityUrl.With(url, "tag", _tag!) : url);
    }

    private static void AddHeader(ArrayBufferWriter<byte> text, string name, string? value)
    {
        if (value is not null)
        {
            Add(text, name);
            Add(text, ": ");
            Add(text, OneLine(value));
            Add(text, "\r\n");
        }
    }

    private static string OneLine(string value) => value.AsSpan().ContainsAnyInRange('\0', '\x1f')
        ? throw new ArgumentException("Addresses and headers hold no line breaks.", nameof(value))
        : value;

    private static void Add(ArrayBufferWriter<byte> text, string line) => Encoding.UTF8.GetBytes(line, text);

    private static string Unique() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
