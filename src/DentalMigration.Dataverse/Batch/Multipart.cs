using System.Net.Http.Headers;
using System.Text;

namespace DentalMigration.Dataverse;

/// <summary>Takes multipart bodies apart. Lines may end in CRLF or LF; a preamble and an epilogue are passed over.</summary>
internal static class Multipart
{
    /// <summary>The boundary of a multipart media type, or <see langword="null"/> when it is another type.</summary>
    public static string? BoundaryOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
        && type.MediaType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true
            ? type.Parameters.FirstOrDefault(p => p.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase))?.Value?.Trim('"')
            : null;

    /// <summary>The parts between the boundaries, each without the line break before its end. A missing last boundary ends with the body.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Parts(ReadOnlyMemory<byte> body, string boundary)
    {
        byte[] delimiter = Encoding.UTF8.GetBytes("--" + boundary);
        int start = -1;
        for (int at = Find(body.Span, delimiter, 0); at >= 0; at = Find(body.Span, delimiter, at + delimiter.Length))
        {
            if (start >= 0)
            {
                yield return body[start..LineBreakBefore(body.Span, start, at)];
            }
            if (body.Span[(at + delimiter.Length)..].StartsWith("--"u8))
            {
                yield break;
            }
            start = NextLine(body.Span, at);
        }
        if (start >= 0)
        {
            yield return body[start..];
        }
    }

    /// <summary>Takes header lines off the front, up to and including the empty line after them.</summary>
    public static Dictionary<string, string> Headers(ref ReadOnlyMemory<byte> text)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        while (Line(ref text) is { Length: > 0 } line)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                headers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
            }
        }
        return headers;
    }

    /// <summary>Takes one line off the front.</summary>
    public static string Line(ref ReadOnlyMemory<byte> text)
    {
        int end = NextLine(text.Span, 0);
        string line = Encoding.UTF8.GetString(text.Span[..end]).TrimEnd('\r', '\n');
        text = text[end..];
        return line;
    }

    /// <summary>The next delimiter that stands at the start of a line and is not the beginning of a longer one.</summary>
    public static int Find(ReadOnlySpan<byte> body, ReadOnlySpan<byte> delimiter, int from)
    {
        while (from < body.Length && body[from..].IndexOf(delimiter) is >= 0 and int offset)
        {
            int at = from + offset;
            ReadOnlySpan<byte> after = body[(at + delimiter.Length)..];
            bool ends = after.IsEmpty || after.StartsWith("--"u8) || after.SequenceEqual("-"u8) || after[0] is (byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t';
            if (ends && (at == 0 || body[at - 1] == (byte)'\n'))
            {
                return at;
            }
            from = at + delimiter.Length;
        }
        return -1;
    }

    /// <summary>Whether an empty line follows a line with text: what stands before it, a status line and headers, is whole.</summary>
    public static bool HasEmptyLine(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> rest = text.TrimStart("\r\n"u8);
        return rest.IndexOf("\n\r\n"u8) >= 0 || rest.IndexOf("\n\n"u8) >= 0;
    }

    /// <summary>Where the line after this place begins, or the end.</summary>
    public static int NextLine(ReadOnlySpan<byte> text, int from)
    {
        int offset = text[from..].IndexOf((byte)'\n');
        return offset < 0 ? text.Length : from + offset + 1;
    }

    /// <summary>The end of what stands before the line break at a place, but not before <paramref name="start"/>.</summary>
    public static int LineBreakBefore(ReadOnlySpan<byte> body, int start, int end)
    {
        int at = end > start && body[end - 1] == (byte)'\n' ? end - 1 : end;
        return at > start && body[at - 1] == (byte)'\r' ? at - 1 : at;
    }
}
