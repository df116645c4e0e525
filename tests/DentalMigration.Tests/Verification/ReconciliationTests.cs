using DentalMigration.Loading;
using DentalMigration.Systems;
using DentalMigration.Tests.Support;
using DentalMigration.Verification;
using DentalMigration.Verification.Vendor;

namespace DentalMigration.Tests.Verification;

/// <summary>What the reconciliation covers and how it says it.</summary>
public sealed class ReconciliationTests
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    [Fact]
    public async Task Every_column_has_its_counts_and_checksums_and_the_vendors_totals_stand_beside()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(Repository.Example);
        await migration.LoadAsync(null, null, Stop);
        IReadOnlyList<VendorTotal> totals = VendorTotalFile.Read(Path.Combine(Repository.Root, "examples", "vendor-totals.csv"), migration.Setup.Source.Catalog);
        List<ReconciliationLine> lines = await Reconciler.MeasureAsync(migration, new MeasureOptions { Vendor = totals }, Stop).ToListAsync(Stop);

        ReconciliationLine[] own = [.. lines.Where(l => !l.Measure.StartsWith("vendor", StringComparison.Ordinal))];
        Assert.All(own, l => Assert.Equal(Verdict.Same, l.Verdict));
        foreach (string column in new[] { "ownerid", "statuscode", "new_guarantorid", "importsequencenumber", "lastname" })
        {
            ReconciliationLine line = Assert.Single(own, l => l is { Object: "patient", Measure: "values", Practice: null } && l.Column == column);
            Assert.Equal(32, line.SourceChecksum.Length);
            Assert.Equal(line.SourceChecksum, line.TargetChecksum);
        }

        Assert.Contains(own, l => l is { Object: "appointment", Column: "parties", Source: > 0 });
        Assert.Contains(own, l => l is { Object: "note", Column: "notetext", Source: > 0 });
        Assert.Contains(own, l => l is { Object: "provider", Measure: "values", Source: > 0 });
        Assert.Contains(own, l => l is { Object: "patient", Blank: > 0 });
        Assert.Contains(own, l => l is { Object: "document", Measure: "checksum", Source: > 0 } && l.SourceChecksum == l.TargetChecksum);

        // The vendor counts what was held, too: the export agrees, Dataverse has less.
        Assert.All(lines.Where(l => l.Measure == "vendor-source"), l => Assert.Equal(Verdict.Same, l.Verdict));
        Assert.Equal(totals.Count, lines.Count(l => l.Measure == "vendor-source"));
        ReconciliationLine patients = lines.Single(l => l is { Object: "patient", Measure: "vendor-target", Practice: null });
        Assert.True(patients.Target < patients.Source, "some patients of the example are held");

        // Quick counts agree as well, and say nothing of columns.
        List<ReconciliationLine> quick = await Reconciler.MeasureAsync(migration, new MeasureOptions { Quick = true }, Stop).ToListAsync(Stop);
        Assert.All(quick, l => Assert.True(l is { Verdict: Verdict.Same, Measure: "rows" or "sum", Practice: null }, l.ToString()));
        foreach (ReconciliationLine line in quick)
        {
            Assert.Contains(own, l => l.Object == line.Object && l.Measure == line.Measure && l.Column == line.Column && l.Practice is null && l.Source == line.Source && l.Target == line.Target);
        }
    }

    [Theory]
    [InlineData("dentes", "1.250", true, "1250")]
    [InlineData("dentes", "1,250", true, "1250")]
    [InlineData("dentes", "1.611.884,99 TL", false, "1611884.99")]
    [InlineData("dentes", "1,611,884.99", false, "1611884.99")]
    [InlineData("dentes", "₺1611884.9", false, "1611884.9")]
    [InlineData("dental-exec", "$1,250", false, "1250")]
    [InlineData("dental-exec", "1.250,50", false, "1250.50")]
    [InlineData("dental-exec", "(12.50)", false, "-12.50")]
    [InlineData("dental-exec", "many", false, null)]
    public void A_vendors_numbers_are_read_the_Turkish_and_the_English_way(string system, string text, bool isCount, string? expected)
    {
        using var folder = new TempFolder();
        string path = folder.File("totals.csv");
        File.WriteAllText(path, $"object,measure,field,value\nledger,{(isCount ? "rows" : "sum")},{(isCount ? "" : "charge_amount")},\"{text}\"\n");
        SystemCatalog catalog = SystemCatalog.Load(system);
        if (expected is null)
        {
            Assert.Equal("VendorTotalsUnreadable", Assert.Throws<MigrationException>(() => VendorTotalFile.Read(path, catalog)).Code);
            return;
        }

        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Assert.Single(VendorTotalFile.Read(path, catalog)).Value);
    }
}
