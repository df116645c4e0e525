namespace DentalMigration.Emulator.Routing;

/// <summary>Names one row: by id or by the values of an alternate key.</summary>
/// <param name="SetName">The entity set.</param>
/// <param name="Id">The primary key, when given.</param>
/// <param name="Key">Column values as text otherwise, lookups by <c>_x_value</c> names.</param>
internal sealed record RowAddress(string SetName, Guid? Id, IReadOnlyList<KeyValuePair<string, string>> Key)
{
    /// <summary>Reads <c>set(id)</c>, <c>/set(k='v')</c> or an absolute URL that ends so; null when it is none.</summary>
    public static RowAddress? Parse(string text)
    {
        int close = text.LastIndexOf(')');
        int open = text.IndexOf('(', StringComparison.Ordinal);
        if (open <= 0 || close != text.Length - 1)
        {
            return null;
        }
        int start = text.LastIndexOf('/', open) + 1;
        string inner = text[(open + 1)..close];
        return KeyPredicate.Parse(text[start..open], inner);
    }
}
