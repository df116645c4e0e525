using DentalMigration.Profiling;
using DentalMigration.Sources.Files;
using DentalMigration.Systems;
using DentalMigration.Tests.Sources;

namespace DentalMigration.Tests.Profiling;

public sealed class CustomFieldTests : IDisposable
{
    private readonly ExportFolder _folder = new();

    [Theory]
    [InlineData(FieldType.Boolean, "Evet", "Hayır", "Evet", "-")]
    [InlineData(FieldType.Boolean, "1", "0", "1")]
    [InlineData(FieldType.Date, "05.03.2024", "13.4.2024", "01.01.24")]
    [InlineData(FieldType.Date, "2024-03-05 00:00:00", "2024-04-13 00:00:00")]
    [InlineData(FieldType.DateTime, "05.03.2024 14:30", "13.04.2024")]
    [InlineData(FieldType.Time, "14:30", "9:05")]
    [InlineData(FieldType.Integer, "3", "-12", "40")]
    [InlineData(FieldType.Decimal, "3,5", "12", "1.250,75")]
    [InlineData(FieldType.Decimal, "%10", "%7,5")]
    [InlineData(FieldType.Money, "₺ 100", "250,50 TL", "5")]
    [InlineData(FieldType.Email, "a@example.com", "b@example.com")]
    [InlineData(FieldType.Text, "00123", "12345")]
    [InlineData(FieldType.Text, "402.010", "401.030")]
    [InlineData(FieldType.Text, "5321112233", "5321112234")]
    [InlineData(FieldType.Text, "3", "üç")]
    [InlineData(FieldType.Text, "E", "E", "E")]
    [InlineData(FieldType.Text, "1,5", "1.5")]
    [InlineData(FieldType.Text, "", "-")]
    public async Task A_columns_type_is_what_all_its_values_show(FieldType expected, params string[] values)
    {
        _folder.Write("Hastalar.csv", "Hasta No;Adı;Ek Bilgi\n" + string.Concat(values.Select((v, i) => $"{i};A;{v}\n")));

        Assert.Equal(expected, Assert.Single(await FindAsync()).Type);
    }

    [Fact]
    public async Task A_column_of_few_values_that_repeat_is_a_choice()
    {
        _folder.Write("Hastalar.csv", "Hasta No;Adı;Renk;Uzun\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"{i};A;{(i % 3 == 0 ? "Mavi" : "Sarı")};Metin {i}\n")));

        IReadOnlyList<CustomField> fields = await FindAsync();
        Assert.Equal(["Mavi", "Sarı"], fields.Single(f => f.Name == "Renk").Choices);
        Assert.Empty(fields.Single(f => f.Name == "Uzun").Choices);
    }

    [Fact]
    public async Task A_column_of_a_workbook_is_taken_at_its_cells_types()
    {
        _folder.WriteWorkbook("Hastalar.xlsx", ("Hastalar",
            [
                ["Hasta No", "Adı", "Puan", "Gün"],
                ["1", "A", 45000d, new DateTime(2024, 3, 5)],
                ["2", "B", 12.5, new DateTime(2024, 4, 13)],
            ]));
        System.IO.File.Delete(_folder.File("Hastalar.csv"));

        Assert.Equal([FieldType.Decimal, FieldType.Date], (await FindAsync()).Select(f => f.Type));
    }

    [Fact]
    public async Task A_definition_and_its_column_are_one_field()
    {
        _folder.Write("Hastalar.csv", "Hasta No;Adı;KAN TESTİ;Ek Not\n1;A;Pozitif;serbest\n");
        _folder.Write("Ozel_Alanlar.csv", "Nesne;Alan Adı;Alan Türü;Seçenekler\nHasta;Kan Testi;Liste;Pozitif, Negatif\nRandevu;Hatırlatma;Evet/Hayır;\nBilinmeyen;X;?;\n");

        IReadOnlyList<CustomField> fields = await FindAsync();

        Assert.Equal(
            [
                ("patient|Kan Testi", FieldType.Text, "KAN TESTİ", true), ("appointment|Hatırlatma", FieldType.Boolean, null, true),
                ("Bilinmeyen|X", FieldType.Text, null, true), ("patient|Ek Not", FieldType.Text, "Ek Not", false),
            ],
            fields.Select(f => (f.Key, f.Type, f.Header, f.IsDefined)));
        Assert.Equal(["Pozitif", "Negatif"], fields[0].Choices);
        Assert.Equal(("Ozel_Alanlar.csv:2", "Hastalar.csv:1"), (fields[0].Position.ToString(), fields[3].Position.ToString()));
    }

    [Fact]
    public async Task A_definition_without_a_type_has_the_one_its_column_shows()
    {
        _folder.Write("Hastalar.csv", "Hasta No;Adı;Kontrol Günü\n1;A;05.03.2024\n2;B;13.04.2024\n");
        _folder.Write("Ozel_Alanlar.csv", "Nesne;Alan Adı\nHasta Kartı;Kontrol Günü\n");

        CustomField field = Assert.Single(await FindAsync());
        Assert.Equal((FieldType.Date, true, "patient"), (field.Type, field.IsDefined, field.Object));
    }

    [Fact]
    public async Task A_column_that_numbers_lines_is_no_field()
    {
        _folder.Write("Hastalar.csv", "Sıra No;Hasta No;Adı;#;Kulüp No\n1;7;A;1;K5\n");

        Assert.Equal(["Kulüp No"], (await FindAsync()).Select(f => f.Name));
    }

    [Fact]
    public async Task A_second_column_of_a_field_is_kept_as_one_of_its_own()
    {
        _folder.Write("Hastalar.csv", "Hasta No;Adı;Telefon;Tel\n7;A;0232 555 01 01;0532 555 01 02\n");

        Assert.Equal(["Tel"], (await FindAsync()).Select(f => f.Name));
    }

    [Fact]
    public async Task A_definition_that_cannot_be_used_says_why()
    {
        _folder.Write("Ozel_Alanlar.csv", "Nesne;Alan Adı\nHasta;\n");

        Assert.Equal("MissingKey", Assert.Single(await FindAsync()).Fault);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<List<CustomField>> FindAsync()
    {
        using FileSource source = _folder.Open();
        return await CustomFieldFinder.FindAsync(source, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }
}
