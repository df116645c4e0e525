namespace DentalMigration.Tests.Corpus;

/// <summary>
/// Counts the rows of delimited text without the reader under test: a row ends at a line end that is not within quotation marks, and quotation
/// marks count where they open a cell.
/// </summary>
internal static class RowCount
{
    /// <summary>The rows of a text as they stand, blank ones left out.</summary>
    public static IEnumerable<string> Rows(string text, char delimiter)
    {
        int start = 0;
        bool quoted = false;
        bool opens = true;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted)
            {
                quoted = c != '"';
                opens = false;
            }
            else if (c == '"' && (opens || (i > 0 && text[i - 1] == '"')))
            {
                quoted = true;
            }
            else if (c is '\r' or '\n')
            {
                if (!IsBlank(text.AsSpan(start, i - start), delimiter))
                {
                    yield return text[start..i];
                }

                start = i + 1;
                opens = true;
            }
            else
            {
                opens = c == delimiter;
            }
        }

        if (!IsBlank(text.AsSpan(start), delimiter))
        {
            yield return text[start..];
        }
    }

    private static bool IsBlank(ReadOnlySpan<char> row, char delimiter)
    {
        foreach (char c in row)
        {
            if (c != delimiter && c != '"' && !char.IsWhiteSpace(c))
            {
                return false;
            }
        }

        return true;
    }
}
