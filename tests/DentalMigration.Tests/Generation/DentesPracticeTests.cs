using DentalMigration.Cli.Generation;
using DentalMigration.Sources;
using DentalMigration.Sources.Files;
using DentalMigration.Tests.Sources;

namespace DentalMigration.Tests.Generation;

/// <summary>What an export of Dr.DENTES must look like for the tests of reading and migrating to mean something.</summary>
public sealed class DentesPracticeTests : IDisposable
{
    private readonly Practice _practice = new("dentes");

    public void Dispose() => _practice.Dispose();

    [Fact]
    public void Values_are_written_as_a_Turkish_Windows_does()
    {
        _practice.Generate(100);
        byte[] bytes = File.ReadAllBytes(_practice.File("Hastalar.csv"));
        string[] lines = ExportFolder.Turkish.GetString(bytes).Split("\r\n");

        Assert.StartsWith("Hasta No;Dosya No;TC Kimlik No;Adı;Soyadı;Doğum Tarihi", lines[0]);
        Assert.Contains((byte)0xfd, bytes); // ı
        Assert.Matches(@"^100001;.*;\d{2}\.\d{2}\.\d{4};.*;(\d{1,3}\.)?\d{1,3},\d{2};", lines[1]);
        Assert.Equal("", lines[^1]);
    }

    [Fact]
    public void National_ids_are_valid_and_different()
    {
        _practice.Generate(400, mess: 0);
        List<string> ids = [.. _practice.Read("patient").Select(r => (string)r.Read("national_id").Value!)];

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id =>
        {
            int[] d = [.. id.Select(c => c - '0')];
            Assert.Equal(11, d.Length);
            Assert.NotEqual(0, d[0]);
            Assert.Equal(d[9], ((((d[0] + d[2] + d[4] + d[6] + d[8]) * 7) - (d[1] + d[3] + d[5] + d[7])) % 10 + 10) % 10);
            Assert.Equal(d[10], d[..10].Sum() % 10);
        });
    }

    [Fact]
    public void A_full_sheet_is_followed_by_another()
    {
        GenerationResult result = _practice.Generate(200, rowsPerSheet: 40);
        using FileSource source = _practice.Open();

        List<SourceFile> sheets = [.. source.Files.Where(f => f.Object == "treatment_plan")];
        Assert.InRange(sheets.Count, 3, 6);
        Assert.Equal("Tedavi_Planlari.xlsx#Tedavi Planları 2", sheets[1].Name);
        List<string> keys = [.. source.Read("treatment_plan").ToBlockingEnumerable().Select(r => r.Key)];
        Assert.Equal(result.Files.Single(f => f.Object == "treatment_plan").Records, keys.Count);
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Fact]
    public void The_practice_has_the_dentists_the_owner_rules_need()
    {
        string users = _practice.File("users.csv");
        _practice.Generate(100, users: users);
        List<SourceRecord> dentists = _practice.Read("provider");
        string[] lines = File.ReadAllLines(users);

        Assert.Equal(8, dentists.Count);
        Assert.Single(dentists, d => d.Read("email").Value is null);
        SourceRecord departed = Assert.Single(dentists, d => d.Read("is_active").Value is false);
        Assert.Equal(new DateOnly(2024, 3, 31), departed.Read("end_date").Value);
        Assert.Equal("fullname,email,isdisabled", lines[0]);
        Assert.Single(lines, l => l.EndsWith(",true", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Contains((string)departed.Read("email").Value!));
        Assert.Equal([null, "GRP", "GRP"], _practice.Read("practice").Select(p => p.Read("parent_practice").Value));
    }

    [Fact]
    public void The_movements_of_an_account_come_to_the_balance_on_the_card()
    {
        _practice.Generate(300, mess: 0);
        List<SourceRecord> ledger = _practice.Read("ledger");
        Dictionary<string, decimal> sums = ledger
            .Where(r => (string)r.Read("currency").Value! == "TL")
            .GroupBy(r => (string)r.Read("patient_id").Value!)
            .ToDictionary(p => p.Key, p => p.Sum(r => Amount(r, "charge_amount") - Amount(r, "payment_amount") - Amount(r, "insurance_payment")));

        Assert.All(_practice.Read("patient"), p => Assert.Equal(Amount(p, "balance"), sums.GetValueOrDefault(p.Key)));
        Assert.Contains(ledger, r => Amount(r, "payment_amount") < 0);
        Assert.Contains(ledger, r => r.Read("entry_type").Value is "Hesap Kapama");
        Assert.Contains(ledger, r => r.Read("currency").Value is "USD" && r.Read("exchange_rate").Value is 42.50m);
    }

    private static decimal Amount(SourceRecord record, string field) => record.Read(field).Value as decimal? ?? 0;
}
