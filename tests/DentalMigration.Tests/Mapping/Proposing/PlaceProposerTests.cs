using DentalMigration.Mapping.Proposing;
using DentalMigration.Systems;

namespace DentalMigration.Tests.Mapping.Proposing;

/// <summary>What a person relies on when an export has headings nobody has seen.</summary>
public sealed class PlaceProposerTests
{
    private static readonly PlaceProposer Dentes = new(SystemCatalog.Load("dentes"), []);

    [Theory]
    [InlineData("HASTA_DOGUM_TARIHI", "birth_date")]
    [InlineData("hastaDogumTar", "birth_date")]
    [InlineData("Hst. Soyismi", "last_name")]
    [InlineData("GSM Numarası", "mobile_phone")]
    [InlineData("DoÄŸum Yeri", "birth_place")]
    [InlineData("TC Kimlik", "national_id")]
    [InlineData("Alergies", "allergies")]
    [InlineData("DOGUMTARIHI", "birth_date")]
    [InlineData("E posta adr.", "email")]
    [InlineData("Hst Cep Tlf", "mobile_phone")]
    public void Reads_headings_it_has_not_seen(string header, string field) =>
        Assert.Equal(field, Propose("Hastalar.csv", [new(header, [])]).Headers[0].Best?.Field);

    [Theory]
    [InlineData("12345678950", "national_id")]
    [InlineData("0532 555 01 23", "phone")]
    [InlineData("ayse@ornek.com", "email")]
    public void Lets_values_speak_where_a_heading_says_little(string value, string field) =>
        Assert.Contains(Propose("Hastalar.csv", [new("Bilgi 7", [value, value])]).Headers[0].Candidates, c => c.Field == field);

    [Fact]
    public void Takes_nothing_without_asking_that_it_cannot_place()
    {
        PlaceProposal proposal = Propose("Hastalar.csv", [new("Xyzzy", ["foo"]), new("Kolon 12", ["a7"])]);

        Assert.All(proposal.Headers, h => Assert.False(h.IsSure));
    }

    [Fact]
    public void Gives_a_field_to_one_column_only()
    {
        PlaceProposal proposal = Propose("Hastalar.csv", [new("Doğum Tarihi", ["05.03.1987"]), new("DOGUM_TARIHI", ["05.03.1987"]), new("Dogum Tar", ["05.03.1987"])]);

        Assert.Single(proposal.Headers, h => h.IsSure && h.Best!.Field == "birth_date");
    }

    [Fact]
    public void Says_why_and_never_with_a_value()
    {
        PlaceProposal proposal = Propose("Hastalar.csv", [new("Kimlik", ["12345678950"]), new("Doğ. Tarihi", ["05.03.1987"])]);

        string[] reasons = [.. proposal.Headers.SelectMany(h => h.Candidates).SelectMany(c => c.Reasons)];
        Assert.Contains("The values look like national ids, check digits included.", reasons);
        Assert.DoesNotContain(reasons, r => r.Any(char.IsDigit));
    }

    [Theory]
    [InlineData("tblRandevu2023", "appointment", "RandevuNo", "HastaNo", "BaslangicSaati", "Sure", "Hekim", "Koltuk")]
    [InlineData("export_17", "insurance", "Poliçe Numarası", "Sigorta Şirketi", "Başlangıç", "Bitiş", "Teminat Limiti")]
    [InlineData("veri", "ledger", "Tahsilat Tutarı", "Ödeme Şekli", "Fatura No", "Makbuz No", "Vade")]
    public void Finds_the_object_by_its_headings(string place, string expected, params string[] headers) =>
        Assert.Equal(expected, Propose(place, [.. headers.Select(h => new ColumnSample(h, []))]).Objects[0].Object);

    [Fact]
    public void Tells_what_refers_to_an_object_by_the_keys_of_another_file()
    {
        string[] keys = [.. Enumerable.Range(4100, 40).Select(k => k.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        IReadOnlyList<PlaceProposal> both = Dentes.Propose(
        [
            new PlaceSample("Hastalar.csv", "patient", [new("Hasta No", keys), new("Adı", ["Ayşe"]), new("Soyadı", ["Çelik"])]),
            new PlaceSample("Randevular.csv", "appointment", [new("Sicil", [.. keys.Concat(keys)]), new("Randevu Tarihi", ["02.11.2023"])]),
        ]);
        PlaceProposal alone = Dentes.Propose("Randevular.csv", "appointment", [new("Sicil", [.. keys.Concat(keys)]), new("Randevu Tarihi", ["02.11.2023"])]);

        double Share(PlaceProposal place) => place.Headers[0].Candidates.FirstOrDefault(c => c.Field == "patient_id")?.Score ?? 0;
        Assert.True(Share(both[1]) > Share(alone), $"{Share(both[1])} is not above {Share(alone)}.");
    }

    [Fact]
    public void Remembers_what_was_decided_in_an_earlier_practice()
    {
        var proposer = new PlaceProposer(SystemCatalog.Load("dentes"), [new("patient", "Kart Rengi", "patient_group"), new("patient", "Boyu", null)]);

        PlaceProposal proposal = proposer.Propose("Hastalar.csv", "patient", [new("KART RENGİ", []), new("Boyu", ["180"])]);

        Assert.True(proposal.Headers[0].IsSure);
        Assert.Equal("patient_group", proposal.Headers[0].Best!.Field);
        Assert.True(proposal.Headers[1].IsSure);
        Assert.Null(proposal.Headers[1].Best);
    }

    [Theory]
    [InlineData("dentes")]
    [InlineData("dental-exec")]
    public void Is_sure_of_every_spelling_of_the_catalog_that_means_one_field(string system)
    {
        SystemCatalog catalog = SystemCatalog.Load(system);
        var proposer = new PlaceProposer(catalog, []);
        foreach (CatalogObject o in catalog.Objects.Where(o => o.Files.Count > 0))
        {
            var spellings = o.Fields.SelectMany(f => f.Headers.Select(h => (Header: h, Field: f.Name)))
                .GroupBy(s => HeaderFold.Fold(s.Header)).Where(g => g.Select(s => s.Field).Distinct().Count() == 1).Select(g => g.First());
            foreach ((string header, string field) in spellings)
            {
                HeaderProposal proposal = proposer.Propose("x", o.Name, [new(header, [])]).Headers[0];
                Assert.True(proposal.IsSure && proposal.Best?.Field == field, $"{o.Name}.{field}: '{header}' is proposed as {proposal.Best?.Field ?? "nothing"} ({proposal.Best?.Score}).");
            }
        }
    }

    private static PlaceProposal Propose(string place, IReadOnlyList<ColumnSample> columns) => Dentes.Propose(place, null, columns);
}
