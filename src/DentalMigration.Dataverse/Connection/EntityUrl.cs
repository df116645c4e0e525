namespace DentalMigration.Dataverse;

/// <summary>Reads and writes the addresses of rows and definitions.</summary>
internal static class EntityUrl
{
    /// <summary>The address of a row by its id, relative to the API's root.</summary>
    public static string Of(string entitySet, Guid id) => $"{entitySet}({id:D})";

    /// <summary>A name or text as a quoted, escaped key or literal.</summary>
    public static string Quote(string text) => $"'{Uri.EscapeDataString(text.Replace("'", "''", StringComparison.Ordinal))}'";

    /// <summary>The id between the last parentheses of an address, which may be followed by nothing else.</summary>
    public static Guid? IdOf(string? url)
    {
        int open = url?.LastIndexOf('(') ?? -1;
        return open >= 0 && url!.EndsWith(')') && Guid.TryParse(url.AsSpan(open + 1, url.Length - open - 2), out Guid id) ? id : null;
    }

    /// <summary>The address with another query option.</summary>
    public static string With(string url, string option, string value) =>
        $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{option}={Uri.EscapeDataString(value)}";
}
