using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace DentalMigration.Dataverse;

/// <summary>
/// The body of CreateMultiple and its kin: <c>{"Targets":[{"@odata.type":"Microsoft.Dynamics.CRM.contact",…},…]}</c>
/// (learn …/bulk-operations). The rows' own bytes go out as they are; only the type is put before their first member.
/// Nothing is allocated for a row.
/// </summary>
internal sealed class BulkContent : HttpContent
{
    private static readonly byte[] Head = "{\"Targets\":["u8.ToArray();
    private static readonly byte[] Tail = "]}"u8.ToArray();
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _rows;

    /// <summary>A comma and the type, without and with a comma after it.</summary>
    private readonly byte[] _type;
    private readonly long _length;

    /// <exception cref="ArgumentException">A row is no JSON object.</exception>
    public BulkContent(string logicalName, IReadOnlyList<ReadOnlyMemory<byte>> rows)
    {
        _rows = rows;
        _type = Encoding.UTF8.GetBytes($$""",{"@odata.type":"Microsoft.Dynamics.CRM.{{logicalName}}",""");
        _length = Head.Length + Tail.Length;
        for (int i = 0; i < rows.Count; i++)
        {
            ReadOnlyMemory<byte> members = MembersOf(rows[i]);
            _length += TypeBefore(i, members).Length + members.Length;
        }
        Headers.ContentType = MediaTypeHeaderValue.Parse(RequestBody.JsonType);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Head, cancellationToken);
        for (int i = 0; i < _rows.Count; i++)
        {
            ReadOnlyMemory<byte> members = MembersOf(_rows[i]);
            await stream.WriteAsync(TypeBefore(i, members), cancellationToken);
            await stream.WriteAsync(members, cancellationToken);
        }
        await stream.WriteAsync(Tail, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    private ReadOnlyMemory<byte> TypeBefore(int row, ReadOnlyMemory<byte> members)
    {
        int start = row == 0 ? 1 : 0;
        int end = _type.Length - (members.Span[0] == (byte)'}' ? 1 : 0);
        return _type.AsMemory(start, end - start);
    }

    /// <summary>The row after its opening brace and the white space behind it; at least the closing brace.</summary>
    private static ReadOnlyMemory<byte> MembersOf(ReadOnlyMemory<byte> row)
    {
        ReadOnlyMemory<byte> text = SkipSpace(row);
        if (text.Length < 2 || text.Span[0] != (byte)'{' || SkipSpace(text[1..]) is not { Length: > 0 } members)
        {
            throw new ArgumentException("Each row must be a JSON object.", nameof(row));
        }
        return members;
    }

    private static ReadOnlyMemory<byte> SkipSpace(ReadOnlyMemory<byte> text)
    {
        int start = text.Span.IndexOfAnyExcept(" \t\r\n"u8);
        return start < 0 ? default : text[start..];
    }
}
