using DentalMigration.Hosting;
using DentalMigration.Loading.Sampling;
using DentalMigration.Sources;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Loading.Sampling;

/// <summary>What somebody who rehearses on a sample relies on: every kind is in it, with all that belongs to it, and again the same.</summary>
public sealed class SampleTests
{
    private static readonly string[] Kinds =
    [
        "Active", "Inactive", "NoCoverage", "SingleCoverage", "DualCoverage", "NoPlan", "SinglePlan", "MultiPhase", "Attachments",
    ];

    [Theory]
    [InlineData("dentes")]
    [InlineData("dental-exec")]
    public async Task EveryKindAndTroubleThereIsIsInASample(string system)
    {
        using ISource source = Open(system);
        Sample sample = await ChooseAsync(source, 40);
        Assert.Equal(40, sample.Patients.Count);
        Assert.Superset(Kinds.ToHashSet(), sample.Strata.Select(s => s.Name).ToHashSet());
        Assert.Superset(new HashSet<string> { "MalformedDates", "MalformedAmounts", "DamagedLetters", "Duplicates", "UnusableRecords", "MissingReferences" }, sample.Strata.Select(s => s.Name).ToHashSet());
        Assert.All(sample.Strata, s => Assert.InRange(s.Chosen, 1, s.Available));
    }

    [Theory]
    [InlineData("Hasta No;Adı;Soyadı;Doğum Tarihi;Durumu", "3;Ali;Can;31.02.1980;Aktif", "MalformedDates")]
    [InlineData("Hasta No;Adı;Soyadı;Bakiye;Durumu", "3;Ali;Can;bin lira;Aktif", "MalformedAmounts")]
    [InlineData("Hasta No;Adı;Soyadı;Cep Telefonu;Durumu", "3;Ali;Can;123;Aktif", "MalformedContacts")]
    [InlineData("Hasta No;Adı;Soyadı;E-posta;Durumu", "3;Ali;Can;ali@@example;Aktif", "MalformedContacts")]
    [InlineData("Hasta No;Adı;Soyadı;TC Kimlik No;Durumu", "3;Ali;Can;12345678901;Aktif", "MalformedCodes")]
    [InlineData("Hasta No;Adı;Soyadı;Adres;Durumu", "3;Ali;Can;DoÄŸum;Aktif", "DamagedLetters")]
    [InlineData("Hasta No;Adı;Soyadı;Durumu", "3;Ali;Can;Vefat", "Inactive")]
    [InlineData("Hasta No;Adı;Soyadı;Durumu", "2;Ali;Can;Aktif", "Duplicates")]
    public async Task APatientIsChosenForWhatSetsItApart(string header, string line, string stratum)
    {
        using var folder = new TempFolder();
        int empty = header.Count(c => c == ';') - 3;
        string filler = new(';', empty);
        File.WriteAllLines(folder.File("Hastalar.csv"), [header, $"1;Ece;Er;{filler}Aktif", $"2;Efe;Ay;{filler}Aktif", line]);
        using ISource source = SourceOpener.OpenFolder("dentes", folder.Path);
        Sample sample = await ChooseAsync(source, 2);
        Assert.Contains(sample.Strata, s => s.Name == stratum && s.Available is 1 && s.Chosen == 1);
        Assert.Contains(line.Split(';')[0], sample.Patients);
    }

    [Fact]
    public async Task TwoPoliciesOrASecondOneAreDualCoverage()
    {
        using var folder = new TempFolder();
        File.WriteAllLines(folder.File("Patients.csv"), ["Patient ID,First Name,Last Name,Patient Status", .. Enumerable.Range(1, 9).Select(i => $"{i},A,B{i},Active")]);
        File.WriteAllLines(
            folder.File("Insurance.csv"),
            ["Patient ID,Insurance Company,Policy #,Order", "4,Harbor,P1,Primary", "4,Granite,P2,Primary", "7,Harbor,P3,Secondary", "9,Harbor,P4,Primary"]);
        using ISource source = SourceOpener.OpenFolder("dental-exec", folder.Path);
        Sample sample = await ChooseAsync(source, 9);
        Assert.Equal(2, sample.Strata.Single(s => s.Name == "DualCoverage").Available);
        Assert.Equal(1, sample.Strata.Single(s => s.Name == "SingleCoverage").Available);
        Assert.Equal(6, sample.Strata.Single(s => s.Name == "NoCoverage").Available);
    }

    [Fact]
    public async Task SeveralPlansOrALaterPhaseAreMultiPhase()
    {
        using var folder = new TempFolder();
        File.WriteAllLines(folder.File("Patients.csv"), ["Patient ID,First Name,Last Name", .. Enumerable.Range(1, 5).Select(i => $"{i},A,B{i}")]);
        File.WriteAllLines(
            folder.File("TreatmentPlans.csv"), ["Plan #,Patient ID,Plan Name,Phase", "T1,1,Ortho,1", "T2,2,Ortho,1", "T3,2,Crown,1", "T4,3,Rehab,Phase 2"]);
        using ISource source = SourceOpener.OpenFolder("dental-exec", folder.Path);
        Sample sample = await ChooseAsync(source, 5);
        Assert.Equal(2, sample.Strata.Single(s => s.Name == "MultiPhase").Available);
        Assert.Equal(1, sample.Strata.Single(s => s.Name == "SinglePlan").Available);
        Assert.Equal(2, sample.Strata.Single(s => s.Name == "NoPlan").Available);
    }

    [Theory]
    [InlineData("dentes")]
    [InlineData("dental-exec")]
    public async Task ASeedChoosesTheSameAgainAndAnotherOthers(string system)
    {
        using ISource source = Open(system);
        HashSet<string> first = [.. (await ChooseAsync(source, 20, seed: 7)).Patients];
        Assert.Equal(first, [.. (await ChooseAsync(source, 20, seed: 7)).Patients]);
        Assert.NotEqual(first, [.. (await ChooseAsync(source, 20, seed: 8)).Patients]);
    }

    [Fact]
    public async Task TheOrderOfTheFilesDoesNotMatter()
    {
        using var folder = new TempFolder();
        foreach (string file in Directory.GetFiles(Folder("dental-exec"), "*.csv"))
        {
            string[] lines = File.ReadAllLines(file);
            bool isPlain = Path.GetFileName(file) is "Patients.csv" or "Insurance.csv" or "TreatmentPlans.csv" or "Billing.csv" or "Documents.csv";
            File.WriteAllLines(folder.File(Path.GetFileName(file)), isPlain ? [lines[0], .. lines.Skip(1).Reverse()] : lines);
        }

        using ISource source = Open("dental-exec");
        using ISource reversed = SourceOpener.OpenFolder("dental-exec", folder.Path);
        Assert.Equal((await ChooseAsync(source, 15)).Patients.Order(), (await ChooseAsync(reversed, 15)).Patients.Order());
    }

    [Fact]
    public async Task GuarantorsReferrersAndPayersComeAlong()
    {
        using ISource source = Open("dental-exec");
        Sample sample = await SampleSelector.ChooseAsync(source, new HashSet<string> { "104202" }, 5, 1, TimeProvider.System, Stop);
        List<SourceRecord> records = await ReadAsync(source, sample);
        Assert.Equal(["104202"], sample.Patients);
        Assert.Equal(["104201"], sample.Companions);
        Assert.Equal(["104201", "104202"], records.Where(r => r.Object.Name == "patient").Select(r => r.Key).Order());
        Assert.Equal("Dr. Anna Reyes", Assert.Single(records, r => r.Object.Name == "referral").Text("full_name"));
        Assert.Contains(records, r => r.Object.Name == "payer" && r.Text("carrier_name") == "Granite Health Dental");
        Assert.All(
            records.Where(r => r.Object.Name is not ("patient" or "practice" or "provider" or "provider_contact" or "payer" or "referral")),
            r => Assert.Equal("104202", r.Read("patient_id").Value));
    }

    [Fact]
    public async Task AReferrerOfAFileOfItsOwnIsFoundByName()
    {
        using var folder = new TempFolder();
        File.WriteAllLines(folder.File("Patients.csv"), ["Patient ID,First Name,Last Name,Referring Dr", "1,Ann,Lee,Dr. Anna Reyes", "2,Bob,Roy,Dr. Ian Moss"]);
        File.WriteAllLines(folder.File("ReferringProviders.csv"), ["Referring Provider ID,Name", "R1,Anna Reyes", "R2,Ian Moss"]);
        using ISource source = SourceOpener.OpenFolder("dental-exec", folder.Path);
        Sample sample = await SampleSelector.ChooseAsync(source, new HashSet<string> { "1" }, 1, 1, TimeProvider.System, Stop);
        Assert.Equal("R1", Assert.Single(await ReadAsync(source, sample), r => r.Object.Name == "referral").Key, ignoreCase: true);
    }

    [Theory]
    [InlineData("dentes")]
    [InlineData("dental-exec")]
    public async Task AllThatBelongsToAChosenPatientIsThereInDependencyOrder(string system)
    {
        using ISource source = Open(system);
        Sample sample = await ChooseAsync(source, 25);
        List<SourceRecord> records = await ReadAsync(source, sample);
        string[] order = [.. source.Catalog.Objects.Select(o => o.Name)];
        Assert.Equal(records.Select(r => Array.IndexOf(order, r.Object.Name)).Order(), records.Select(r => Array.IndexOf(order, r.Object.Name)));
        foreach (string o in (string[])["treatment_plan", "procedure", "appointment", "insurance", "note", "ledger", "document", "recall"])
        {
            int expected = 0;
            await foreach (SourceRecord record in source.Read(o, Stop))
            {
                expected += record.Key.Length > 0 && record.Read("patient_id").Value is string patient && sample.Patients.Contains(patient) ? 1 : 0;
            }

            Assert.Equal(expected, records.Count(r => r.Object.Name == o));
            Assert.NotEqual(0, expected);
        }
    }

    [Fact]
    public async Task OnlyWhatIsOfferedIsChosenFrom()
    {
        using ISource source = Open("dentes");
        HashSet<string> offered = ["100001", "100002", "100003"];
        Sample sample = await SampleSelector.ChooseAsync(source, offered, 10, 1, TimeProvider.System, Stop);
        Assert.Equal(offered, [.. sample.Patients]);
        Assert.Equal(3, sample.Strata.Where(s => s.Name is "Active" or "Inactive").Sum(s => s.Available));
    }

    [Fact]
    public async Task NothingOfferedYieldsNothing()
    {
        using ISource source = Open("dentes");
        Sample sample = await SampleSelector.ChooseAsync(source, new HashSet<string>(), 10, 1, TimeProvider.System, Stop);
        Assert.Empty(await ReadAsync(source, sample));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Folder(string system) => Path.Combine(Repository.Root, "examples", system);

    private static ISource Open(string system) => SourceOpener.OpenFolder(system, Folder(system));

    private static Task<Sample> ChooseAsync(ISource source, int count, int seed = 1) =>
        SampleSelector.ChooseAsync(source, null, count, seed, TimeProvider.System, Stop);

    private static async Task<List<SourceRecord>> ReadAsync(ISource source, Sample sample)
    {
        var records = new List<SourceRecord>();
        await foreach (SourceRecord record in SampleSelector.ReadAsync(source, sample, Stop))
        {
            records.Add(record);
        }

        return records;
    }
}
