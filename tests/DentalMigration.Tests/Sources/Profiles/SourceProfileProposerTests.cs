using DentalMigration.Hosting;
using DentalMigration.Sources;
using DentalMigration.Sources.Database;
using DentalMigration.Sources.Files;
using DentalMigration.Sources.Profiles;
using DentalMigration.Tests.Sources.Databases;

namespace DentalMigration.Tests.Sources.Profiles;

public class SourceProfileProposerTests
{
    [Fact]
    public void A_proposal_says_what_was_found_and_what_was_not_and_reads_the_same()
    {
        using var folder = new ExportFolder();
        folder.Write("Hastalar.csv", "Hasta No;Adı;Soyadı;Ayakkabı\n1;Ayşe;Çelik;38\n").Write("stok.csv", "Ürün;Miktar\nEldiven;5\n");
        using FileSource source = folder.Open();

        ProfileDocument proposal = SourceProfileProposer.Propose(source);

        ProfileObject patient = Assert.Single(proposal.Objects, o => o.Object == "patient");
        Assert.Equal("Hastalar.csv", patient.File);
        Assert.Equal(["patient_id", "first_name", "last_name"], patient.Columns!.Values.Select(c => c.Field));
        Assert.Equal(["Ayakkabı"], patient.Unknown);
        Assert.Equal(["stok.csv"], proposal.Unread);
        using FileSource again = FileSource.Open(folder.Path, ExportFolder.Catalog, TimeZoneInfo.Utc, ProfileFile.Parse(ProfileFile.Text(proposal), "p.json"));
        Assert.Equal(Read(source), Read(again));
    }

    [Fact]
    public void An_export_too_foreign_to_open_has_its_headers_proposed_all_the_same()
    {
        using var folder = new ExportFolder(complete: false);
        folder.Write("Hastalar.csv", "Muayenehane raporu\n\nProtokol;Adı;Soyadı;Dogdugu gun\n5;Ayşe;Çelik;1.2.1990\n").Write("x.csv", "a;b\n1;2\n");
        Assert.ThrowsAny<MigrationException>(() => folder.Open());

        ProfileDocument proposal = SourceProposer.ProposeFolder("dentes", folder.Path, null);

        ProfileObject patient = Assert.Single(proposal.Objects);
        Assert.Equal(("patient", "Hastalar.csv"), (patient.Object, patient.File));
        Assert.Equal(["first_name", "last_name"], patient.Columns!.Values.Select(c => c.Field));
        Assert.Equal(["Protokol", "Dogdugu gun"], patient.Unknown);
        Assert.Equal(["x.csv"], proposal.Unread);

        // Completed by hand, it reads.
        ProfileObject completed = patient with { Columns = new Dictionary<string, ProfileColumn>(patient.Columns) { ["Protokol"] = new("patient_id") } };
        using FileSource source = FileSource.Open(folder.Path, ExportFolder.Catalog, TimeZoneInfo.Utc, proposal with { Objects = [completed] });
        Assert.Equal("5", Assert.Single(source.Read("patient").ToBlockingEnumerable()).Key);
    }

    [Fact]
    public async Task A_database_is_proposed_by_its_tables_and_decisions_are_kept()
    {
        using var database = new TestDatabase("""
            CREATE TABLE Hastalar (sira INTEGER, "Adı" TEXT, "Soyadı" TEXT, "D" TEXT); CREATE TABLE log (x TEXT, y TEXT);
            """);
        IReadOnlyList<SourceFile> tables = await DatabaseSource.SurveyAsync(
            DatabaseAddress.BuiltIn("Sqlite", database.ConnectionString), ExportFolder.Catalog, null, TestContext.Current.CancellationToken);
        ProfileDocument first = SourceProfileProposer.Propose(ExportFolder.Catalog, "Europe/Istanbul", tables);
        ProfileDocument edited = first with
        {
            Objects = [.. first.Objects.Select(o => o.Object == "patient" ? o with
            {
                Columns = new Dictionary<string, ProfileColumn>(o.Columns!) { ["sira"] = new("patient_id"), ["D"] = new("birth_date", LatestYear: 2026) },
            } : o)],
        };
        using DatabaseSource source = await database.OpenAsync(edited);
        ProfileDocument second = SourceProfileProposer.Propose(source, edited);

        Assert.Equal(["sira", "D"], Assert.Single(first.Objects, o => o.Object == "patient").Unknown);
        Assert.Equal(["log"], first.Unread);
        ProfileObject patient = Assert.Single(second.Objects, o => o.Object == "patient");
        Assert.Equal(new ProfileColumn("birth_date", LatestYear: 2026), patient.Columns!["D"]);
        Assert.Null(patient.Unknown);
    }

    private static IEnumerable<string> Read(FileSource source) => source.Read("patient").ToBlockingEnumerable().Select(p => $"{p.Key} {p.Read("last_name").Value} {p.Position}");
}
