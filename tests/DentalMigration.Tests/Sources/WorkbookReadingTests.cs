using DentalMigration.Sources;

namespace DentalMigration.Tests.Sources;

public class WorkbookReadingTests
{
    private static readonly object?[] Header = ["Plan No", "Hasta No", "Plan Tarihi", "Toplam Tutar", "Durum"];

    [Fact]
    public void A_report_is_read_without_its_titles_page_headers_and_totals()
    {
        using var folder = new ExportFolder();
        folder.WriteWorkbook("Tedavi_Planlari.xlsx", ("Sayfa1",
        [
            ["Dr.DENTES Tedavi Planları"], ["Filtre: Tümü"], [], Header,
            ["TP-1", 100001d, new DateTime(2024, 3, 5), 1250.5, "Onaylandı"],
            ["Dr.DENTES Tedavi Planları"], Header,
            ["TP-2", "100002", "06.03.2024", "24.500,00 ₺", "Planlandı"],
            [],
            ["TOPLAM", null, null, 25750.5],
        ]));

        List<SourceRecord> records = folder.Read("treatment_plan");

        Assert.Equal(["TP-1", "TP-2"], records.Select(r => r.Key));
        Assert.Equal(["Tedavi_Planlari.xlsx#Sayfa1:5", "Tedavi_Planlari.xlsx#Sayfa1:8"], records.Select(r => r.Position.ToString()));
        Assert.Equal(["100001", "100002"], records.Select(r => r.Read("patient_id").Value));
        Assert.Equal([new DateOnly(2024, 3, 5), new DateOnly(2024, 3, 6)], records.Select(r => (DateOnly)r.Read("plan_date").Value!));
        Assert.Equal([1250.5m, 24500m], records.Select(r => (decimal)r.Read("estimated_cost").Value!));
        Assert.Equal("2024-03-05", records[0].Text("plan_date"));
        SourceFile file = folder.Open().Files.Single(f => f.Object == "treatment_plan");
        Assert.Equal((4, "", ""), (file.HeaderLine, file.Encoding, file.Delimiter));
    }

    [Fact]
    public void Large_sheets_are_read_to_their_ends_each_row_once()
    {
        using var folder = new ExportFolder();
        object?[][] Rows(int first, int count) => [["Hasta No", "Adı"], .. Enumerable.Range(first, count).Select(i => (object?[])[(double)i, "Ayşe"])];
        folder.WriteWorkbook("Hastalar.xlsx", ("Hastalar 1", Rows(1001, 5400)), ("Hastalar 2", Rows(8001, 4999)), ("Hastalar 3", Rows(20001, 5000)));
        File.Delete(folder.File("Hastalar.csv"));

        using var source = folder.Open();
        for (int pass = 0; pass < 2; pass++)
        {
            List<SourceRecord> records = [.. source.Read("patient").ToBlockingEnumerable()];
            Assert.Equal([.. Enumerable.Range(1001, 5400), .. Enumerable.Range(8001, 4999), .. Enumerable.Range(20001, 5000)], records.Select(r => int.Parse(r.Key)));
            Assert.Equal([.. Enumerable.Range(2, 5400), .. Enumerable.Range(2, 4999), .. Enumerable.Range(2, 5000)], records.Select(r => r.Position.Line));
        }
    }

    [Fact]
    public void A_workbook_that_was_saved_anew_is_read_as_it_is_now()
    {
        using var folder = new ExportFolder();
        void Save(params string[] names) => folder.WriteWorkbook("Hastalar.xlsx", ("Sayfa1", [["Hasta No", "Adı"], .. names.Select((n, i) => (object?[])[(double)(i + 1), n])]));
        File.Delete(folder.File("Hastalar.csv"));
        Save("Ayşe", "Ali");
        using var source = folder.Open();
        Save("Ayşe", "Veli", "Zeynep");
        Assert.Equal(["Ayşe", "Veli", "Zeynep"], source.Read("patient").ToBlockingEnumerable().Select(r => r.Text("first_name")));
    }

    [Fact]
    public void Sheets_are_told_apart_by_name_or_header_and_others_left_aside()
    {
        using var folder = new ExportFolder(complete: false);
        folder.WriteWorkbook(
            "Rapor.xlsx",
            ("Klinikler", [["Klinik Kodu", "Klinik Adı"], ["K1", "Ege Diş"]]),
            ("Hekimler", [["Hekim Kodu", "Adı Soyadı"], ["1", "Dt. Mehmet Demir"]]),
            ("Sayfa1", [["Hasta No", "Adı", "Soyadı", "Doğum Tarihi"], [1d, "Ayşe", "Çelik", new DateTime(1987, 3, 5)]]),
            ("Hastalar 2", [["Hasta No", "Adı"], [2d, "Ali"]]),
            ("Notlar", [["Bu rapor 2026 yılı içindir."]]));

        using var source = folder.Open();
        Assert.Equal(["practice", "provider", "patient", "patient", null], source.Files.Select(f => f.Object));
        Assert.Contains("is not read", Assert.Single(source.Files[4].Warnings));
        Assert.Equal(["1", "2"], source.Read("patient").ToBlockingEnumerable().Select(r => r.Key));
    }

    [Fact]
    public void Codes_the_workbook_has_damaged_are_refused()
    {
        using var folder = new ExportFolder();
        folder.WriteWorkbook("Islemler.xlsx", ("Sayfa1",
        [
            ["İşlem No", "Hasta No", "İşlem Kodu"],
            ["1", "1", "1-7"], ["2", "1", new DateTime(2026, 1, 7)], ["3", "1", 402.01], ["4", "1", "402.010"],
        ]));

        List<FieldReading> codes = [.. folder.Read("procedure").Select(r => r.Read("procedure_code"))];

        Assert.Equal(["1-7", null, null, "402.010"], codes.Select(c => c.Value));
        Assert.Equal([null, "DamagedCode", "DamagedCode", null], codes.Select(c => c.Fault?.Code));
    }

    [Fact]
    public void Cells_that_show_an_error_are_said()
    {
        using var folder = new ExportFolder();
        folder.WriteWorkbook("Islemler.xlsx", ("Sayfa1", [["İşlem No", "Hasta No", "Net Tutar"], ["1", "1", "#REF!"], ["2", "1", 5d]]));

        Assert.Null(folder.Read("procedure")[0].Read("net_amount").Value);
        Assert.Contains(folder.Open().Files.Single(f => f.Object == "procedure").Warnings, w => w.Contains("1 cells"));
        Assert.Equal("DamagedCell", Fields.Amount("#REF!").Fault!.Code);
        Assert.Equal("DamagedCell", Fields.Code("#BAŞV!").Fault!.Code);
    }

    [Fact]
    public void A_text_file_that_calls_itself_a_workbook_is_read_as_text()
    {
        using var folder = new ExportFolder();
        folder.Write("Randevular.xls", "Randevu No\tHasta No\tRandevu Tarihi\n7\t1\t02.11.2023\n", ExportFolder.Turkish);

        Assert.Equal(new DateOnly(2023, 11, 2), Assert.Single(folder.Read("appointment")).Read("start_date").Value);
    }

    [Fact]
    public void A_workbook_of_ours_without_a_known_header_is_refused()
    {
        using var folder = new ExportFolder();
        folder.WriteWorkbook("Randevular.xlsx", ("Sayfa1", [["bir", "iki"], ["1", "2"]]));

        MigrationException e = folder.Refused();
        Assert.Equal("HeaderNotFound", e.Code);
        Assert.Contains("Randevular.xlsx", e.Message);
    }
}
