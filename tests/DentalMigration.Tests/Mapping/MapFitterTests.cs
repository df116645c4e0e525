using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Sources;
using DentalMigration.Sources.Derived;
using DentalMigration.Tests.Sources;

namespace DentalMigration.Tests.Mapping;

/// <summary>A default map as it fits an export.</summary>
public sealed class MapFitterTests : IDisposable
{
    private readonly ExportFolder _folder = new();

    [Fact]
    public async Task Columns_for_what_the_export_lacks_are_not_made_and_standard_ones_stay()
    {
        _folder.Write("Hastalar.csv", "Hasta No;Adı;Soyadı;Kan Grubu\n1;Ayşe;Çelik;A\n");
        ObjectMap patient = (await FitAsync()).Find("patient")!;
        string[] columns = [.. patient.Columns.Select(c => c.Column)];
        Assert.Contains("new_bloodtype", columns);
        Assert.Contains("new_sourcepatientid", columns);
        Assert.Contains("emailaddress1", columns);
        Assert.DoesNotContain("new_allergies", columns);
    }

    [Fact]
    public async Task An_object_the_export_lacks_stays_whole()
    {
        MigrationMap fitted = await FitAsync();
        Assert.Equal(DefaultMap.Create("dentes").Find("recall")!.Columns.Count, fitted.Find("recall")!.Columns.Count);
    }

    [Fact]
    public async Task A_column_nobody_knows_is_proposed_one_of_the_type_its_values_show()
    {
        _folder.Write(
            "Hastalar.csv",
            "Hasta No;Adı;Soyadı;Kulüp Üyesi;Üyelik Bitişi;Seviye\n1;A;B;Evet;31.12.2026;Altın\n2;C;D;Hayır;30.06.2027;Gümüş\n3;E;F;Evet;;Altın\n4;G;H;Evet;;Altın\n5;G;H;Evet;;Gümüş\n6;G;H;Evet;;Altın\n");
        MigrationMap fitted = await FitAsync();
        Assert.DoesNotContain(fitted.Find("patient")!.Columns, c => c.Transform == "custom");
        Dictionary<string, ColumnType> made = fitted.Find("patient")!.Proposed!.ToDictionary(c => c.Column, c => c.Create!.Type);
        Assert.Equal(ColumnType.Boolean, made["new_kulupuyesi"]);
        Assert.Equal(ColumnType.DateOnly, made["new_uyelikbitisi"]);
        Assert.Equal(ColumnType.Picklist, made["new_seviye"]);
        Assert.Empty(MapChecker.Check(fitted));
    }

    [Fact]
    public async Task A_defined_field_has_the_type_and_the_choices_of_its_definition()
    {
        _folder.Write("Hastalar.csv", "Hasta No;Adı;Soyadı;Tedavi Fazı\n1;A;B;Protetik\n");
        _folder.Write("Ozel_Alanlar.csv", "Nesne;Alan Adı;Alan Türü;Seçenekler\nHasta;Tedavi Fazı;Liste;Koruyucu | Protetik\n");
        ColumnMap column = Assert.Single((await FitAsync()).Find("patient")!.Columns, c => c.Column == "new_tedavifazi");
        Assert.Equal(["Koruyucu", "Protetik"], column.Create!.Options!.Values);
        Assert.Equal(FaultPolicy.Blank, column.OnFault);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<MigrationMap> FitAsync()
    {
        using ISource source = DerivingSource.Over(_folder.Open());
        return await MapProposer.ProposeAsync(DefaultMap.Create("dentes"), source, null, CancellationToken.None);
    }
}
