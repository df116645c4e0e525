using DentalMigration.Tests.Support;
using DentalMigration.Cli.Generation;
using DentalMigration.Sources;
using DentalMigration.Sources.Files;
using DentalMigration.Tests.Sources;

namespace DentalMigration.Tests.Generation;

public sealed class PracticeGeneratorTests : IDisposable
{
    private readonly string _out = Directory.CreateTempSubdirectory("practice-").FullName;

    public void Dispose() => Directory.Delete(_out, recursive: true);

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("en-US")]
    [InlineData("th-TH")]
    public void The_example_practice_comes_out_byte_for_byte(string culture)
    {
        GenerationResult result = ExportFolder.Under(culture, () => Generate(250, users: Path.Combine(_out, "contoso-users.csv")));

        string examples = Path.Combine(Repository.Root, "examples");
        Assert.Equal(7, result.Files.Count);
        foreach (GeneratedFile file in result.Files)
        {
            string committed = Path.Combine(examples, file.Object.Length == 0 ? string.Empty : "dentes", Path.GetFileName(file.Path));
            Assert.True(File.ReadAllBytes(committed).SequenceEqual(File.ReadAllBytes(file.Path)), $"{committed} is not what the generator writes.");
        }
    }

    [Fact]
    public void The_examples_readme_lists_every_trap()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "examples", "dentes", "README.md"));

        Assert.All(Generate(250).Traps, t => Assert.Contains($"| {t.Object} | {t.Key} | {t.File}:{t.Line} | {t.Name} | {t.Expected.ToString().ToLowerInvariant()} |", readme));
    }

    [Fact]
    public void The_source_reads_what_the_generator_writes()
    {
        GenerationResult result = Generate(300);
        using FileSource source = Open();

        foreach (GeneratedFile file in result.Files)
        {
            Assert.Equal(file.Records, source.Read(file.Object).ToBlockingEnumerable().LongCount());
        }

        Assert.Empty(source.Warnings);
        Assert.All(source.Files, f => Assert.Empty(f.Warnings));
        Assert.All(source.Files, f => Assert.All(f.Columns, c => Assert.NotNull(c.Field)));
    }

    [Fact]
    public void Every_trap_stands_where_it_is_said_to()
    {
        GenerationResult result = Generate(120);
        using FileSource source = Open();
        Dictionary<string, SourceRecord> records = source.Catalog.Objects
            .SelectMany(o => source.Read(o.Name).ToBlockingEnumerable())
            .ToDictionary(r => r.Position.ToString());

        Assert.All(result.Traps, t =>
        {
            SourceRecord record = records[$"{t.File}:{t.Line}"];
            Assert.Equal((t.Object, t.Key), (record.Object.Name, record.Key));
            bool unreadable = record.Fault is not null || record.Object.Fields.Any(f => record.Read(f.Name).Fault is not null);
            bool needsTheMap = t.Name is "FutureBirthDate" or "DuplicatePatient" or "EndBeforeStart";
            Assert.Equal(t.Expected == TrapOutcome.Rejected && !needsTheMap, unreadable);
        });
    }

    [Fact]
    public void The_number_of_traps_does_not_grow_with_the_practice()
    {
        IReadOnlyList<PlantedTrap> hundred = Generate(100).Traps;

        Assert.Equal(46, hundred.Count);
        Assert.Equal(hundred, Generate(700).Traps);
        Assert.Empty(Generate(100, traps: false).Traps);
        Assert.Equal(hundred.TakeWhile(t => t.Name != "ZeroBirthDate"), Generate(18).Traps);
    }

    [Fact]
    public void Without_traps_every_field_can_be_read()
    {
        Generate(150, traps: false);
        using FileSource source = Open();

        Assert.All(source.Catalog.Objects.SelectMany(o => source.Read(o.Name).ToBlockingEnumerable()), r =>
        {
            Assert.Null(r.Fault);
            Assert.All(r.Object.Fields, f => Assert.Null(r.Read(f.Name).Fault));
        });
    }

    [Fact]
    public void Seeds_make_different_practices_and_no_date_depends_on_today()
    {
        Generate(100, seed: 1);
        byte[] first = File.ReadAllBytes(Path.Combine(_out, "Hastalar.csv"));
        Generate(100, seed: 2);

        Assert.NotEqual(first, File.ReadAllBytes(Path.Combine(_out, "Hastalar.csv")));
        using FileSource source = Open();
        Assert.All(
            source.Read("appointment").ToBlockingEnumerable(),
            r => Assert.InRange((DateOnly)r.Read("start_date").Value!, new DateOnly(2015, 1, 5), new DateOnly(2026, 11, 29)));
    }

    [Fact]
    public void National_ids_are_valid_and_different()
    {
        Generate(400, traps: false);
        using FileSource source = Open();
        List<string> ids = [.. source.Read("patient").ToBlockingEnumerable().Select(r => (string)r.Read("national_id").Value!)];

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
        GenerationResult result = PracticeGenerator.Generate(new GenerationOptions { Patients = 200, Seed = 1, Out = _out, RowsPerSheet = 40 });
        using FileSource source = Open();

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
        string users = Path.Combine(_out, "users.csv");
        Generate(100, users: users);
        using FileSource source = Open();
        List<SourceRecord> dentists = [.. source.Read("provider").ToBlockingEnumerable()];
        string[] lines = File.ReadAllLines(users);

        Assert.Equal(8, dentists.Count);
        Assert.Single(dentists, d => d.Read("email").Value is null);
        SourceRecord departed = Assert.Single(dentists, d => d.Read("is_active").Value is false);
        Assert.Equal(new DateOnly(2024, 3, 31), departed.Read("end_date").Value);
        Assert.Equal("fullname,email,isdisabled", lines[0]);
        Assert.Single(lines, l => l.EndsWith(",true", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Contains((string)departed.Read("email").Value!));
        Assert.Equal([null, "GRP", "GRP"], source.Read("practice").ToBlockingEnumerable().Select(p => p.Read("parent_practice").Value));
    }

    [Fact]
    public void Memory_does_not_grow_with_the_practice()
    {
        long Most(int patients)
        {
            long least = long.MaxValue;
            long most = 0;
            var progress = new Immediate(p =>
            {
                long held = GC.GetTotalMemory(forceFullCollection: true);
                (least, most) = (Math.Min(least, held), Math.Max(most, held));
            });
            PracticeGenerator.Generate(new GenerationOptions { Patients = patients, Seed = 3, Out = _out }, progress, TestContext.Current.CancellationToken);
            return most - least;
        }

        Assert.InRange(Most(10_000), 0, 20_000_000); // The practice itself would take more than 100 MB.
    }

    [Fact]
    public void A_cancelled_generation_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() =>
            PracticeGenerator.Generate(new GenerationOptions { Patients = 10, Out = _out }, null, cancelled.Token));
    }

    [Fact]
    public void What_cannot_be_generated_is_refused()
    {
        MigrationException Refused(GenerationOptions options) => Assert.Throws<MigrationException>(() => PracticeGenerator.Generate(options));

        Assert.Equal("InvalidPatientCount", Refused(new GenerationOptions { Patients = 0, Out = _out }).Code);
        Assert.Equal("UnknownSystem", Refused(new GenerationOptions { System = "open-dental", Patients = 1, Out = _out }).Code);
        File.WriteAllText(Path.Combine(_out, "file"), string.Empty);
        Assert.Equal("OutputNotWritable", Refused(new GenerationOptions { Patients = 1, Out = Path.Combine(_out, "file") }).Code);
    }

    [Fact]
    public void Values_are_written_as_a_Turkish_Windows_does()
    {
        Generate(100);
        byte[] bytes = File.ReadAllBytes(Path.Combine(_out, "Hastalar.csv"));
        string[] lines = ExportFolder.Turkish.GetString(bytes).Split("\r\n");

        Assert.StartsWith("Hasta No;Dosya No;TC Kimlik No;Adı;Soyadı;Doğum Tarihi", lines[0]);
        Assert.Contains((byte)0xfd, bytes); // ı
        Assert.Matches(@"^100001;.*;\d{2}\.\d{2}\.\d{4};.*;(\d{1,3}\.)?\d{1,3},\d{2};", lines[1]);
        Assert.Equal("", lines[^1]);
    }

    private GenerationResult Generate(int patients, int seed = 1, bool traps = true, string? users = null) =>
        PracticeGenerator.Generate(new GenerationOptions { Patients = patients, Seed = seed, Out = _out, Traps = traps, Users = users });

    private FileSource Open() => FileSource.Open(_out, ExportFolder.Catalog, TimeZoneInfo.Utc);

    private sealed class Immediate(Action<GenerationProgress> report) : IProgress<GenerationProgress>
    {
        public void Report(GenerationProgress value) => report(value);
    }
}
