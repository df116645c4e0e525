namespace DentalMigration.Cli.Generation.Sheets;

/// <summary>The headers of one file, as a practice has them.</summary>
internal sealed class SheetColumns
{
    private readonly Dictionary<string, int> _ordinals;
    private readonly int[] _key;

    /// <param name="catalogObject">The catalog object the file holds.</param>
    /// <param name="headers">The headers, with <c>;</c> between.</param>
    /// <param name="key">The headers whose cells make the key, with <c>;</c> between; the first header where none is said.</param>
    public SheetColumns(string catalogObject, string headers, string? key = null)
    {
        Object = catalogObject;
        Headers = headers.Split(';');
        _ordinals = Headers.Select((h, i) => (h, i)).ToDictionary(h => h.h, h => h.i, StringComparer.Ordinal);
        _key = key is null ? [0] : [.. key.Split(';').Select(h => _ordinals[h])];
    }

    /// <summary>The catalog object the file holds.</summary>
    public string Object { get; }

    /// <summary>The headers.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>Where the cells of the key stand, from 0.</summary>
    public IReadOnlyList<int> Key => _key;

    /// <summary>Where a header stands, from 0.</summary>
    public int this[string header] => _ordinals[header];
}
