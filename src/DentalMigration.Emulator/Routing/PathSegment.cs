namespace DentalMigration.Emulator.Routing;

/// <summary>One part of a resource path: a name and what stands in its parentheses, if any; both unescaped.</summary>
internal sealed record PathSegment(string Name, string? Arguments)
{
    /// <summary>Splits a path at slashes that stand outside quotes and parentheses.</summary>
    public static List<PathSegment> Split(string path)
    {
        var segments = new List<PathSegment>();
        string text = Uri.UnescapeDataString(path);
        int start = 0;
        bool quoted = false;
        int depth = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == '/' && !quoted && depth == 0))
            {
                if (i > start)
                {
                    segments.Add(Parse(text[start..i]));
                }
                start = i + 1;
                continue;
            }
            switch (text[i])
            {
                case '\'':
                    quoted = !quoted;
                    break;
                case '(' when !quoted:
                    depth++;
                    break;
                case ')' when !quoted:
                    depth--;
                    break;
            }
        }
        return segments;
    }

    private static PathSegment Parse(string text)
    {
        int open = text.IndexOf('(', StringComparison.Ordinal);
        return open > 0 && text[^1] == ')' ? new(text[..open], text[(open + 1)..^1]) : new(text, null);
    }
}
