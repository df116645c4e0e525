namespace DentalMigration.Emulator.Requests;

/// <summary>The options of a URL, decoded; <c>%24</c> stands for <c>$</c> and <c>+</c> for a space.</summary>
internal sealed class QueryString
{
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);

    public QueryString(string raw)
    {
        foreach (string part in raw.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            string name = Decode(equals < 0 ? part : part[..equals]);
            _options[name] = equals < 0 ? "" : Decode(part[(equals + 1)..]);
        }
    }

    public string? this[string name] => _options.GetValueOrDefault(name);

    public IReadOnlyDictionary<string, string> All => _options;

    public bool Has(string name) => _options.ContainsKey(name);

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
