namespace DentalMigration.Mapping.Proposing;

/// <summary>The matcher's knowledge, as text files embedded in this assembly under <c>Lexicon/</c>: a line an entry, <c>#</c> starts a comment.</summary>
internal static class LexiconFile
{
    /// <summary>The entries of a file, without comments and empty lines.</summary>
    /// <param name="name">Its name: <c>words.txt</c>.</param>
    public static IEnumerable<string> Lines(string name)
    {
        using var reader = new StreamReader(typeof(LexiconFile).Assembly.GetManifestResourceStream($"Lexicon/{name}")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }

    /// <summary>An entry's two halves: what stands before and after the first colon.</summary>
    public static (string Head, string[] Items) Split(string line, char between = ' ')
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        return (line[..colon].Trim(), line[(colon + 1)..].Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
