using System.Globalization;
using CsvHelper;
using DentalMigration.Systems;

namespace DentalMigration.Profiling.Totals;

/// <summary>The figures of the vendor's own reports: typed off by a person, held against what was measured.</summary>
public static class VendorTotals
{
    private static readonly string[] Columns = ["object", "measure", "field", "value"];

    /// <summary>
    /// Reads a CSV file with the columns <c>object,measure,field,value</c>, such as <c>patient,count,,1250</c> and
    /// <c>ledger,sum,payment_amount,12345.67</c>. Measures are count, sum, distinct and empty; numbers have a point before the fraction and
    /// no signs between thousands.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="catalog">The system, whose objects and fields are meant.</param>
    /// <exception cref="MigrationException"><c>TotalsUnreadable</c>: with the line and what is expected there.</exception>
    public static IReadOnlyList<VendorTotal> Read(string path, SystemCatalog catalog)
    {
        try
        {
            using StreamReader text = new(path);
            using CsvReader reader = CsvReader.Create(text, new CsvReaderOptions { TrackLineNumbers = true });
            List<VendorTotal> totals = [];
            while (reader.Read())
            {
                int[] at = [.. Columns.Select(c => reader.TryGetFieldIndex(c, out int index) ? index : throw Unreadable(path, 1, $"there is no column '{c}'"))];
                if (reader.FieldCount > reader.Headers.Count)
                {
                    throw Unreadable(path, (int)reader.LineNumber, "it has more cells than the header");
                }

                totals.Add(Parse(path, catalog, (int)reader.LineNumber, [.. at.Select(i => reader.GetString(i).Trim())]));
            }

            return totals;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CsvFormatException or CsvValidationException)
        {
            throw new MigrationException("TotalsUnreadable", $"The file of totals '{Path.GetFileName(path)}' cannot be read: {Reason(e)}.", e);
        }
    }

    /// <summary>Holds figures against a measurement.</summary>
    public static IReadOnlyList<TotalComparison> Compare(IReadOnlyList<VendorTotal> totals, IReadOnlyList<ObjectProfile> objects) =>
        [.. totals.Select(t => new TotalComparison(t.Object, t.Measure, t.Field, t.Value, Measured(t, objects.FirstOrDefault(o => o.Object == t.Object))))];

    private static decimal? Measured(VendorTotal total, ObjectProfile? measured)
    {
        FieldProfile? field = measured?.Fields.FirstOrDefault(f => f.Field == total.Field);
        return (total.Measure, total.Field) switch
        {
            (TotalMeasure.Count, "") => measured is { IsPresent: true } ? measured.Rows : null,
            (TotalMeasure.Count, _) => field?.Count,
            (TotalMeasure.Sum, _) => field?.Sum,
            (TotalMeasure.Distinct, _) => field?.Distinct,
            _ => field?.Empty,
        };
    }

    private static VendorTotal Parse(string path, SystemCatalog catalog, int line, string[] cells)
    {
        CatalogObject o = catalog.Objects.FirstOrDefault(c => c.Name.Equals(cells[0], StringComparison.OrdinalIgnoreCase))
            ?? throw Unreadable(path, line, $"the object is none of {string.Join(", ", catalog.Objects.Select(c => c.Name))}");
        if (!Enum.TryParse(cells[1], ignoreCase: true, out TotalMeasure measure) || !Enum.IsDefined(measure) || char.IsAsciiDigit(cells[1][0]))
        {
            throw Unreadable(path, line, "the measure is none of count, sum, distinct, empty");
        }

        if (cells[2].Length == 0 ? measure != TotalMeasure.Count : o.Find(cells[2]) is null)
        {
            throw Unreadable(path, line, $"the field is none of {o.Label}");
        }

        return decimal.TryParse(cells[3], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
            ? new VendorTotal(o.Name, measure, cells[2], value)
            : throw Unreadable(path, line, "the value is no number such as 12345.67");
    }

    private static MigrationException Unreadable(string path, int line, string reason) => new(
        "TotalsUnreadable",
        string.Create(CultureInfo.InvariantCulture, $"Line {line} of the file of totals '{Path.GetFileName(path)}' cannot be used: {reason}. ")
        + "It has the columns object,measure,field,value.");

    private static string Reason(Exception e) => e is CsvFormatException or CsvValidationException ? "it is no CSV file" : "check that it is there and that you may read it";
}
