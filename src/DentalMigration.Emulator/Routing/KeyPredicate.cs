namespace DentalMigration.Emulator.Routing;

/// <summary>Reads what stands between the parentheses of a row's address.</summary>
internal static class KeyPredicate
{
    /// <summary>A GUID, or <c>name='text',other=5</c>; null when it is neither.</summary>
    public static RowAddress? Parse(string setName, string inner)
    {
        string trimmed = inner.Trim();
        if (Guid.TryParse(trimmed, out Guid id) || (trimmed.Length == 38 && trimmed[0] == '\'' && Guid.TryParse(trimmed[1..^1], out id)))
        {
            return new RowAddress(setName, id, []);
        }
        var pairs = new List<KeyValuePair<string, string>>();
        int position = 0;
        while (position < trimmed.Length)
        {
            int equals = trimmed.IndexOf('=', position);
            if (equals < 0)
            {
                return null;
            }
            string name = trimmed[position..equals].Trim();
            position = equals + 1;
            if (!TryValue(trimmed, ref position, out string value) || name.Length == 0)
            {
                return null;
            }
            pairs.Add(new(name, value));
        }
        return pairs.Count > 0 ? new RowAddress(setName, null, pairs) : null;
    }

    private static bool TryValue(string text, ref int position, out string value)
    {
        if (position < text.Length && text[position] == '\'')
        {
            var parts = new System.Text.StringBuilder();
            int i = position + 1;
            for (; i < text.Length; i++)
            {
                if (text[i] != '\'')
                {
                    parts.Append(text[i]);
                }
                else if (i + 1 < text.Length && text[i + 1] == '\'')
                {
                    parts.Append('\'');
                    i++;
                }
                else
                {
                    break;
                }
            }
            value = parts.ToString();
            if (i >= text.Length)
            {
                return false;
            }
            position = i + 1;
        }
        else
        {
            int comma = text.IndexOf(',', position);
            int end = comma < 0 ? text.Length : comma;
            value = text[position..end].Trim();
            position = end;
        }
        if (position < text.Length)
        {
            if (text[position] != ',')
            {
                return false;
            }
            position++;
        }
        return true;
    }
}
