namespace DentalMigration.Sources.Rest;

/// <summary>Finds the next page in Link headers (RFC 8288): <c>&lt;https://…?page=2&gt;; rel="next", …</c></summary>
internal static class LinkHeader
{
    /// <summary>The address with the relation <c>next</c>, or null.</summary>
    public static string? Next(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out IEnumerable<string>? values))
        {
            return null;
        }

        string rest = string.Join(", ", values);
        for (int open = rest.IndexOf('<', StringComparison.Ordinal); open >= 0; open = rest.IndexOf('<', StringComparison.Ordinal))
        {
            int close = rest.IndexOf('>', open);
            if (close < 0)
            {
                return null;
            }

            string address = rest[(open + 1)..close];
            rest = rest[(close + 1)..];
            int following = rest.IndexOf('<', StringComparison.Ordinal);
            if (IsNext(following < 0 ? rest : rest[..following]))
            {
                return address;
            }
        }

        return null;
    }

    private static bool IsNext(string parameters) => parameters.Split([';', ','], StringSplitOptions.TrimEntries)
        .Select(p => p.Split('=', 2, StringSplitOptions.TrimEntries))
        .Where(p => p.Length == 2 && p[0].Equals("rel", StringComparison.OrdinalIgnoreCase))
        .Any(p => p[1].Trim('"').Split(' ').Contains("next", StringComparer.OrdinalIgnoreCase));
}
