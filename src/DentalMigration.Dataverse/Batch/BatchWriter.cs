using System.Security.Cryptography;
using System.Text;

namespace DentalMigration.Dataverse;

/// <summary>Writes the body of a <c>$batch</c> (powerapps-docs, webapi/execute-batch-operations-using-web-api.md). Rows are not copied.</summary>
internal sealed class BatchWriter(Uri root, WriteOptions? options)
{
    private readonly List<ReadOnlyMemory<byte>> _segments = [];
    private readonly string _batch = "batch_" + Unique();
    private readonly (string Name, string Value)[] _writeHeaders = [.. options?.Headers() ?? []];

    public RequestBody Write(IReadOnlyList<BatchItem> items)
    {
        foreach (BatchItem item in items)
        {
            if (item is BatchChangeSet set)
            {
                Add(set);
            }
            else
            {
                Add(item.Operations[0], _batch, contentId: null);
            }
        }
        Add($"--{_batch}--\r\n");
        return new RequestBody($"multipart/mixed; boundary={_batch}", _segments);
    }

    private void Add(BatchChangeSet set)
    {
        string boundary = "changeset_" + Unique();
        Add($"--{_batch}\r\nContent-Type: multipart/mixed; boundary={boundary}\r\n\r\n");
        for (int i = 0; i < set.Operations.Count; i++)
        {
            Add(set.Operations[i], boundary, contentId: i + 1);
        }
        Add($"--{boundary}--\r\n\r\n");
    }

    private void Add(BatchOperation operation, string boundary, int? contentId)
    {
        StringBuilder text = new();
        text.Append("--").Append(boundary).Append("\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
        if (contentId is { } id)
        {
            text.Append("Content-ID: ").Append(id).Append("\r\n");
        }
        text.Append("\r\n").Append(operation.Method).Append(' ').Append(Target(operation)).Append(" HTTP/1.1\r\n");
        foreach ((string name, string value) in HeadersOf(operation))
        {
            text.Append(name).Append(": ").Append(OneLine(value)).Append("\r\n");
        }
        text.Append("\r\n");
        Add(text.ToString());
        _segments.Add(operation.Body);
        Add("\r\n");
    }

    /// <summary>The address as the request line takes it: escaped, from the root; references to content ids as they are.</summary>
    private string Target(BatchOperation operation)
    {
        string url = operation.Url.StartsWith('$') ? OneLine(operation.Url) : new Uri(root, operation.Url).PathAndQuery;
        return operation.IsWrite && options?.Tag is { } tag ? EntityUrl.With(url, "tag", tag) : url;
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

    private void Add(string text) => _segments.Add(Encoding.UTF8.GetBytes(text));

    private static string Unique() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
