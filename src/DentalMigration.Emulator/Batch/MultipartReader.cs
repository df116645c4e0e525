using System.Text;
using DentalMigration.Emulator.Errors;

namespace DentalMigration.Emulator.Batch;

/// <summary>One part of a multipart body.</summary>
internal sealed record MultipartPart(IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    public string? Header(string name) =>
        Headers.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}

/// <summary>Splits multipart bodies; takes CRLF and LF, a preamble and an epilogue.</summary>
internal static class MultipartReader
{
    /// <summary>The boundary of a multipart content type; null when there is none.</summary>
    public static string? BoundaryOf(string? contentType)
    {
        if (contentType is null || !contentType.TrimStart().StartsWith("multipart/mixed", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        foreach (string part in contentType.Split(';'))
        {
            string trimmed = part.Trim();
            if (trimmed.StartsWith("boundary=", StringComparison.OrdinalIgnoreCase))
            {
                string boundary = trimmed["boundary=".Length..].Trim().Trim('"');
                return boundary.Length > 0 ? boundary : null;
            }
        }
        return null;
    }

    public static List<MultipartPart> Read(ReadOnlyMemory<byte> body, string boundary)
    {
        byte[] delimiter = Encoding.UTF8.GetBytes("--" + boundary);
        var parts = new List<MultipartPart>();
        int start = -1;
        int position = 0;
        ReadOnlySpan<byte> bytes = body.Span;
        while (position < bytes.Length)
        {
            int lineEnd = bytes[position..].IndexOf((byte)'\n');
            int next = lineEnd < 0 ? bytes.Length : position + lineEnd + 1;
            ReadOnlySpan<byte> line = bytes[position..next].TrimEnd("\r\n \t"u8);
            bool closing = line.Length == delimiter.Length + 2 && line.StartsWith(delimiter) && line.EndsWith("--"u8);
            if (closing || line.SequenceEqual(delimiter))
            {
                if (start >= 0)
                {
                    parts.Add(Parse(body[start..TrimLineEnd(bytes, start, position)]));
                }
                start = next;
                if (closing)
                {
                    return parts;
                }
            }
            position = next;
        }
        throw Fault.BatchMalformed(start < 0 ? "the boundary does not occur in the body." : "the closing boundary is missing.");
    }

    /// <summary>Reads header lines up to the empty line.</summary>
    public static MultipartPart Parse(ReadOnlyMemory<byte> text)
    {
        var headers = new List<KeyValuePair<string, string>>();
        ReadOnlyMemory<byte> rest = text;
        while (TryLine(ref rest, out string line) && line.Length > 0)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                throw Fault.BatchMalformed("a header line has no colon.");
            }
            headers.Add(new(line[..colon].Trim(), line[(colon + 1)..].Trim()));
        }
        return new(headers, rest);
    }

    /// <summary>Takes one line off; false at the end.</summary>
    public static bool TryLine(ref ReadOnlyMemory<byte> text, out string line)
    {
        if (text.IsEmpty)
        {
            line = "";
            return false;
        }
        int end = text.Span.IndexOf((byte)'\n');
        ReadOnlyMemory<byte> taken = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[(end + 1)..];
        line = Encoding.UTF8.GetString(taken.Span.TrimEnd((byte)'\r'));
        return true;
    }

    private static int TrimLineEnd(ReadOnlySpan<byte> bytes, int start, int end)
    {
        if (end > start && bytes[end - 1] == '\n')
        {
            end--;
        }
        if (end > start && bytes[end - 1] == '\r')
        {
            end--;
        }
        return end;
    }
}
