using DentalMigration.Profiling;
using DentalMigration.Profiling.Totals;
using DentalMigration.Systems;
using DentalMigration.Tests.Sources;

namespace DentalMigration.Tests.Profiling;

/// <summary>Money: balances held against the ledger, refunds, currencies, and the vendor's own totals.</summary>
public class AccountTests
{
    private const string Ledger =
        "Hareket No;Hasta No;Tarih;Borç;Tahsilat;Kurum Tahsilatı;Para Birimi\n"
        + "1;1;01.02.2026;1.000,00;;;TL\n2;1;02.02.2026;;900,00;;TL\n3;1;03.02.2026;;-50,50;;TL\n"
        + "4;2;01.02.2026;300,00;;;₺\n5;2;02.02.2026;;100,00;200,00;TL\n6;3;01.02.2026;10,00;;;USD\n";

    [Fact]
    public async Task A_balance_that_the_ledger_does_not_come_to_is_found_and_a_foreign_one_set_aside()
    {
        SourceProfile agrees = await MeasureAsync("1;A;150,50\n2;B;0,00\n3;C;77,00\n4;D;\n");
        SourceProfile differs = await MeasureAsync("1;A;150,49\n2;B;0,00\n3;C;77,00\n4;D;12,00\n");

        Assert.DoesNotContain("BalanceDiffers", agrees.Codes("patient"));
        Assert.Equal(1, agrees.Finding("BalanceNotChecked").Count);
        Assert.Equal(("balance", FindingSeverity.Error, 2, "Hastalar.csv:2"), differs.Finding("BalanceDiffers"));
        Assert.Contains("show paid account", differs.Findings.Single(f => f.Code == "BalanceDiffers").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refunds_and_several_currencies_are_told()
    {
        SourceProfile profile = await MeasureAsync("1;A;150,50\n");

        Assert.Equal(("payment_amount", FindingSeverity.Information, 1, "Hesap_Hareketleri.csv:4"), profile.Finding("NegativeReceipt"));
        Assert.Equal(("currency", FindingSeverity.Warning, 2, ""), profile.Finding("MixedCurrencies"));
    }

    [Fact]
    public async Task The_vendors_totals_are_held_against_what_was_measured()
    {
        using var folder = Folder("1;A;150,50\n2;B;0,00\n3;C;77,00\n");
        folder.Write("totals.txt", "object,measure,field,value\npatient,count,,3\nledger,sum,payment_amount,949.50\nledger,sum,charge_amount,1310\nledger,distinct,patient_id,4\nrecall,count,,5\n");
        IReadOnlyList<VendorTotal> totals = VendorTotals.Read(folder.File("totals.txt"), SystemCatalog.Load("dentes"));
        File.Delete(folder.File("totals.txt"));

        SourceProfile profile = await Profiled.MeasureAsync(folder, options: new ProfileOptions { Totals = totals });

        Assert.Equal([true, true, true, false, false], profile.Totals.Select(t => t.Agrees));
        Assert.Equal([3m, 949.50m, 1310m, 3m, null], profile.Totals.Select(t => t.Measured));
        Assert.Equal(["ledger", "recall"], profile.Findings.Where(f => f.Code == "TotalDiffers").Select(f => f.Object));
    }

    [Theory]
    [InlineData("object,measure,value\npatient,count,3\n", "no column 'field'")]
    [InlineData("object,measure,field,value\npatients,count,,3\n", "Line 2")]
    [InlineData("object,measure,field,value\npatient,count,,3\npatient,mean,balance,3\n", "Line 3")]
    [InlineData("object,measure,field,value\npatient,sum,,3\n", "field")]
    [InlineData("object,measure,field,value\npatient,count,,1.250,00\n", "Line 2")]
    public void A_file_of_totals_that_cannot_be_used_is_refused_with_its_line(string text, string tells)
    {
        using var folder = new ExportFolder(complete: false);
        folder.Write("totals.csv", text);

        MigrationException refused = Assert.Throws<MigrationException>(() => VendorTotals.Read(folder.File("totals.csv"), SystemCatalog.Load("dentes")));

        Assert.Equal("TotalsUnreadable", refused.Code);
        Assert.Contains(tells, refused.Message, StringComparison.Ordinal);
    }

    private static ExportFolder Folder(string patients) => new ExportFolder()
        .Write("Hastalar.csv", "Hasta No;Adı;Bakiye\n" + patients)
        .Write("Hesap_Hareketleri.csv", Ledger);

    private static async Task<SourceProfile> MeasureAsync(string patients)
    {
        using ExportFolder folder = Folder(patients);
        return await Profiled.MeasureAsync(folder);
    }
}
