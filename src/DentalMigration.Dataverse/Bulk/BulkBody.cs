using System.Text;

namespace DentalMigration.Dataverse;

/// <summary>
/// The body of CreateMultiple and its kin: <c>{"Targets":[{"@odata.type":"Microsoft.Dynamics.CRM.contact",…},…]}</c>
/// (learn …/bulk-operations). The rows' own bytes go out as they are; only the type is put before their first member.
/// </summary>
internal static class BulkBody
{
    public static RequestBody Build(string logicalName, IReadOnlyList<ReadOnlyMemory<byte>> rows)
    {
        string type = $$"""{"@odata.type":"Microsoft.Dynamics.CRM.{{logicalName}}" """.TrimEnd();
        (byte[] full, byte[] empty) = (Encoding.UTF8.GetBytes(type + ","), Encoding.UTF8.GetBytes(type));
        List<ReadOnlyMemory<byte>> segments = new((rows.Count * 3) + 2) { "{\"Targets\":["u8.ToArray() };
        byte[] comma = ","u8.ToArray();
        for (int i = 0; i < rows.Count; i++)
        {
            if (i > 0)
            {
                segments.Add(comma);
            }
            ReadOnlyMemory<byte> members = MembersOf(rows[i]);
            segments.Add(members.Span[0] == (byte)'}' ? empty : full);
            segments.Add(members);
        }
        segments.Add("]}"u8.ToArray());
        return new RequestBody(RequestBody.JsonType, segments);
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
