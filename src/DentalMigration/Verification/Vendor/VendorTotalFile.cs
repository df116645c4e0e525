using System.Globalization;
using DentalMigration.Owners;
using DentalMigration.Sources.Reading;
using DentalMigration.Systems;

namespace DentalMigration.Verification.Vendor;

/// <summary>
/// Reads a vendor's totals: CSV with the columns <c>object</c>, <c>practice</c> (may be empty or missing), <c>measure</c> (<c>rows</c>, also
/// written <c>count</c> as for a profile, or <c>sum</c>), <c>field</c> and <c>value</c>. Numbers may be written the Turkish or the English way, with a currency.
/// </summary>
public static class VendorTotalFile
{
    /// <summary>The totals of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="catalog">The system whose objects and fields it names.</param>
    /// <exception cref="MigrationException"><c>VendorTotalsNotFound</c>, <c>VendorTotalsUnreadable</c>, <c>UnknownObject</c>.</exception>
    public static IReadOnlyList<VendorTotal> Read(string path, SystemCatalog catalog)
    {
        if (!File.Exists(path))
        {
            throw new MigrationException("VendorTotalsNotFound", $"There is no file '{path}'. Write one with the columns object,practice,measure,field,value.");
        }

        string name = Path.GetFileName(path);
        return [.. OwnerCsv.Rows(File.ReadAllLines(path)).Select((row, i) => Of(row, catalog, string.Create(CultureInfo.InvariantCulture, $"{name}, record {i + 1}")))];
    }

    private static VendorTotal Of(IReadOnlyDictionary<string, string> row, SystemCatalog catalog, string place)
    {
        string measure = Cell(row, "measure").ToLowerInvariant() is var said && said == "count" ? "rows" : said;
        CatalogObject o = catalog[Cell(row, "object")];
        string field = Cell(row, "field");
        if (measure is not ("rows" or "sum"))
        {
            throw Unreadable(place, "the measure is 'rows' or 'sum'");
        }

        if (measure == "sum" && o.Find(field) is null)
        {
            throw Unreadable(place, $"{o.Name} has no field '{field}'");
        }

        return Amount(Cell(row, "value"), measure == "rows", catalog) is { } value
            ? new VendorTotal(o.Name, Cell(row, "practice") is { Length: > 0 } practice ? practice : null, measure, measure == "rows" ? "" : field, value)
            : throw Unreadable(place, "the value is no number");
    }

    /// <summary>
    /// The number of a text. Where it has both signs the last is the decimal sign, one sign several times groups thousands, and what is left
    /// open (<c>1.250</c>) is read as the system writes its numbers; rows have no fraction.
    /// </summary>
    internal static decimal? Amount(string text, bool isCount, SystemCatalog catalog)
    {
        string plain = text.Replace("\u00a0", "", StringComparison.Ordinal).Replace("\u202f", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        char other = catalog.DecimalSign == ',' ? '.' : ',';
        int point = plain.LastIndexOf('.');
        int comma = plain.LastIndexOf(',');
        char sign = point >= 0 && comma >= 0 ? (point > comma ? '.' : ',')
            : plain.Count(c => c == '.') > 1 ? ','
            : plain.Count(c => c == ',') > 1 ? '.'
            : isCount ? (point >= 0 ? ',' : '.')
            : catalog.DecimalSign;
        return AmountText.TryRead(plain, sign, Currency(catalog), out decimal amount)
            || (!isCount && AmountText.TryRead(plain, sign == other ? catalog.DecimalSign : other, Currency(catalog), out amount)) ? amount : null;
    }

    private static string[] Currency(SystemCatalog catalog) =>
        [.. catalog.Currency ?? [], .. (catalog.CurrencyCodes ?? new Dictionary<string, string>()).SelectMany(c => new[] { c.Key, c.Value })];

    private static string Cell(IReadOnlyDictionary<string, string> row, string column) => row.GetValueOrDefault(column, "").Trim();

    private static MigrationException Unreadable(string place, string why) =>
        new("VendorTotalsUnreadable", $"{place} is no vendor total: {why}. The columns are object,practice,measure,field,value.");
}
