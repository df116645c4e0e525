using DentalMigration.Profiling;
using DentalMigration.Profiling.Values;
using DentalMigration.Tests.Sources;

namespace DentalMigration.Tests.Profiling;

/// <summary>What is missing, malformed, unknown, or stays behind.</summary>
public class FindingTests
{
    [Fact]
    public async Task Missing_and_malformed_values_are_found_with_the_place_of_the_first()
    {
        SourceProfile profile = await Profiled.PatientsAsync(
            "Hasta No;Adı;Soyadı;Doğum Tarihi;E-posta;Cep Telefonu;Bakiye\n"
            + "1;A;B;31.06.1987;ayse@@example;0532 555 01 23;1.250,00\n"
            + "2;C;D;12.05.55;c@example.com;123;12.5\n"
            + "3;E;F;;;0532 555 01 23, 0533 555 01 24;-\n");

        Assert.Equal(("birth_date", FindingSeverity.Error, 1, "Hastalar.csv:2"), profile.Finding("MalformedDate"));
        Assert.Equal(("balance", FindingSeverity.Error, 1, "Hastalar.csv:3"), profile.Finding("MalformedAmount"));
        Assert.Equal(("email", FindingSeverity.Warning, 1, "Hastalar.csv:2"), profile.Finding("MalformedEmail"));
        Assert.Equal(("mobile_phone", FindingSeverity.Warning, 1, "Hastalar.csv:3"), profile.Finding("MalformedPhone"));
        Assert.Equal(("mobile_phone", FindingSeverity.Warning, 1, "Hastalar.csv:4"), profile.Finding("SeveralPhones"));
        Assert.Equal(("birth_date", FindingSeverity.Warning, 1, "Hastalar.csv:3"), profile.Finding("TwoDigitYear"));
        Assert.Equal([("email", 1L), ("birth_date", 2L)],
            profile.Findings.Where(f => f is { Object: "patient", Code: "MissingValue" }).Select(f => (f.Field, f.Count)));
    }

    [Fact]
    public async Task A_birth_that_cannot_be_and_an_appointment_that_ends_before_it_starts_are_found()
    {
        using var folder = new ExportFolder();
        folder.Write("Hastalar.csv", "Hasta No;Adı;Doğum Tarihi\n1;A;14.03.2091\n2;B;14.03.1851\n3;C;14.03.1991\n");
        folder.Write("Randevular.csv", "Randevu No;Hasta No;Tarih;Başlangıç Saati;Bitiş Saati\n1;1;01.02.2026;10:00;10:30\n2;1;01.02.2026;10:00;09:30\n");

        SourceProfile profile = await Profiled.MeasureAsync(folder, options: new ProfileOptions { Clock = new At2026() });

        Assert.Equal(("birth_date", FindingSeverity.Warning, 2, "Hastalar.csv:2"), profile.Finding("ImpossibleBirthDate"));
        Assert.Equal(("", FindingSeverity.Error, 1, "Randevular.csv:3"), profile.Finding("EndBeforeStart"));
    }

    [Fact]
    public async Task Recalls_among_tasks_are_counted_sure_and_unsure()
    {
        using var folder = new ExportFolder(complete: false);
        folder.Write("Practices.csv", "Practice ID,Practice Name\nP1,North\n");
        folder.Write("Providers.csv", "Provider ID,First Name,Last Name\n10,Ann,Lee\n");
        folder.Write("Patients.csv", "Patient ID,First Name,Last Name\n1,A,B\n");
        folder.Write("Tasks.csv", "Task ID,Patient ID,Subject\n1,1,order gloves\n2,1,6 mo recall\n3,1,talk about recall\n4,1,3 mo perio maint\n");

        SourceProfile profile = await Profiled.MeasureAsync(folder, "dental-exec");

        Assert.Equal(("", FindingSeverity.Information, 2, "Tasks.csv:3"), profile.Finding("RecallInTask"));
        Assert.Equal(("", FindingSeverity.Warning, 1, "Tasks.csv:4"), profile.Finding("RecallUnsure"));
    }

    [Fact]
    public async Task What_stays_behind_is_named()
    {
        using var folder = new ExportFolder();
        folder.Write("Hastalar.csv", "Hasta No;Adı;MEDULA Şifresi;Yapay Zekâ Modeli;Ses Aralığı\n1;A;x;y;3\n");
        folder.Write("Is_Akislari.csv", "Adı;Tür\nHatırlatma 1;Hatırlatma\nSMS 2;Hatırlatma\n");
        folder.Write("e-Nabiz_Gonderim_Log.csv", "Zaman;Sonuç\n1;2\n");

        SourceProfile profile = await Profiled.MeasureAsync(folder);

        Assert.Equal(["", "MEDULA Şifresi", "Ses Aralığı", "Yapay Zekâ Modeli"], profile.Findings.Where(f => f.Code == "WillNotMigrate").Select(f => f.Field).Order(StringComparer.Ordinal));
        Assert.Equal("e-Nabiz_Gonderim_Log.csv", profile.Findings.Single(f => f is { Code: "WillNotMigrate", Field: "" }).First);
        Assert.Equal(2, profile.Finding("HandedOver").Count);
        Assert.DoesNotContain("UnknownColumn", profile.Codes("patient"));
    }

    [Fact]
    public async Task Flags_about_drugs_are_said_to_be_no_more_than_flags()
    {
        using var folder = new ExportFolder(complete: false);
        folder.Write("Patients.csv", "Patient ID,First Name,Last Name,Drug Interaction\n1,A,B,Y\n2,C,D,\n");

        SourceProfile profile = await Profiled.MeasureAsync(folder, "dental-exec");

        Assert.Equal(("drug_interaction_flag", FindingSeverity.Information, 1, ""), profile.Finding("FlagOnly"));
    }

    [Theory]
    [InlineData(ValueShape.Date, "01.02.2026", "3.4.1987", "05/06/2001")]
    [InlineData(ValueShape.DateTime, "1.02.2026 14:05:09", "03.04.2026 08:00")]
    [InlineData(ValueShape.Amount, "1.250,00", "17", "-3,5", "12,00 TL")]
    [InlineData(ValueShape.Integer, "1", "17", "1250")]
    [InlineData(ValueShape.Code, "A-17", "TR00012", "x9")]
    [InlineData(ValueShape.Phone, "0532 555 01 23", "+90 (232) 555 01 01", "05325550123")]
    [InlineData(ValueShape.Email, "a@example.com", "b.c@example.org")]
    [InlineData(ValueShape.Flag, "Evet", "Hayır", "E")]
    [InlineData(ValueShape.Text, "Sabah gelsin", "aranmasın lütfen")]
    [InlineData(ValueShape.Cdt, "D0120", "D2391")]
    [InlineData(ValueShape.Sut, "401.010", "402.130")]
    [InlineData(ValueShape.Tdb, "1-1", "7-10", "1-17")]
    [InlineData(ValueShape.Icd, "K02.1", "K05")]
    [InlineData(ValueShape.NationalId, "10000000146", "12345678950")]
    [InlineData(ValueShape.Time, "14:30", "09:05")]
    public async Task An_unknown_column_tells_what_its_values_look_like_and_shows_none(ValueShape shape, params string[] values)
    {
        SourceProfile profile = await Profiled.PatientsAsync("Hasta No;Adı;Ek Alan\n" + string.Concat(values.Select((v, i) => $"{i + 1};A;{v}\n")));

        FieldProfile column = profile.Field("patient", "Ek Alan");
        Assert.Equal((shape, true, values.Length), (column.LooksLike, column.IsUnknown, (int)column.Count));
        Assert.Empty(column.Values);
        Assert.Equal(("Ek Alan", FindingSeverity.Information, values.Length, ""), profile.Finding("UnknownColumn"));
        Assert.DoesNotContain(profile.Findings, f => values.Any(v => v.Length > 2 && f.Message.Contains(v, StringComparison.Ordinal) && f.Field == "Ek Alan"));
    }

    private sealed class At2026 : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
