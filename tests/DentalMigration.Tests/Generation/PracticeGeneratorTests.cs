using DentalMigration.Cli.Generation;
using DentalMigration.Cli.Generation.Traps;
using DentalMigration.Sources;
using DentalMigration.Sources.Files;
using DentalMigration.Systems;
using DentalMigration.Tests.Sources;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Generation;

/// <summary>What holds for the practices of both systems.</summary>
public sealed class PracticeGeneratorTests
{
    [Theory]
    [InlineData("dentes", 250, "contoso-users.csv", "tr-TR")]
    [InlineData("dentes", 250, "contoso-users.csv", "en-US")]
    [InlineData("dentes", 250, "contoso-users.csv", "th-TH")]
    [InlineData("dental-exec", 60, "contoso-us-users.csv", "tr-TR")]
    [InlineData("dental-exec", 60, "contoso-us-users.csv", "ar-SA")]
    public void The_example_practice_comes_out_byte_for_byte(string system, int patients, string users, string culture)
    {
        using var practice = new Practice(system);
        using var elsewhere = new TempFolder();
        ExportFolder.Under(culture, () => practice.Generate(patients, users: elsewhere.File(users)));

        string examples = Path.Combine(Repository.Root, "examples");
        Assert.Equal(Contents(Path.Combine(examples, system)), Contents(practice.Folder));
        Assert.Equal(File.ReadAllBytes(Path.Combine(examples, users)), File.ReadAllBytes(elsewhere.File(users)));
    }

    [Theory]
    [InlineData("dentes", 250)]
    [InlineData("dental-exec", 60)]
    public void The_examples_readme_lists_every_trap(string system, int patients)
    {
        using var practice = new Practice(system);
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "examples", system, "README.md"));

        IReadOnlyList<PlantedTrap> traps = practice.Generate(patients).Traps;

        Assert.NotEmpty(traps);
        Assert.All(traps, t => Assert.Contains(
            $"| {t.Object} | {t.Key.Replace("|", "\\|", StringComparison.Ordinal)} | {t.File}:{t.Line} | {t.Name} | {t.Expected.ToString().ToLowerInvariant()} |", readme));
    }

    [Theory]
    [InlineData(
        "dentes", "practice provider patient treatment_plan procedure appointment insurance note ledger document recall custom_field workflow")]
    [InlineData(
        "dental-exec", "practice provider patient treatment_plan procedure insurance appointment ledger note document task custom_field workflow")]
    public void Every_object_has_its_file_and_every_column_its_field(string system, string withFiles)
    {
        using var practice = new Practice(system);
        GenerationResult result = practice.Generate(120, mess: 0);
        using FileSource source = practice.Open();

        Assert.Empty(source.Faults);
        Assert.All(result.Files, f => Assert.Equal(f.Records, source.Read(f.Object).ToBlockingEnumerable().LongCount()));
        Assert.Equal(withFiles.Split(' ').Order(), result.Files.Select(f => f.Object).Order());
        Assert.All(result.Files, f => Assert.NotEqual(0, f.Records));
        string[] own = [.. source.Read("custom_field").ToBlockingEnumerable().Select(r => (string)r.Read("field_name").Value!)];
        Assert.Equal(4, own.Length);
        Assert.Equal(own.Order(), source.Files.SelectMany(f => f.Columns).Where(c => c.Field is null).Select(c => c.Header).Order());
    }

    [Theory]
    [InlineData("dentes")]
    [InlineData("dental-exec")]
    public void Without_mess_every_field_can_be_read_and_every_reference_leads_somewhere(string system)
    {
        using var practice = new Practice(system);
        Assert.Empty(practice.Generate(150, mess: 0).Traps);
        List<SourceRecord> records = practice.ReadAll();

        Assert.All(records, r => Assert.Empty(Practice.Faults(r)));
        Assert.All(records.GroupBy(r => r.Object.Name), o => Assert.Equal(o.Count(), o.Select(r => r.Key).Distinct().Count()));
        ILookup<string, string> keys = records.ToLookup(r => r.Object.Name, r => r.Key);
        foreach (SourceRecord record in records)
        {
            foreach (CatalogReference reference in record.Object.References.Where(r => r.By is null && keys.Contains(r.Object)))
            {
                Assert.True(
                    record.Read(reference.Field).Value is not string key || keys[reference.Object].Contains(key),
                    $"{record.Position}: {reference.Field} names no {reference.Object}.");
            }
        }
    }

    [Theory]
    [InlineData("dentes", 0.5)]
    [InlineData("dentes", 1)]
    [InlineData("dental-exec", 0.5)]
    [InlineData("dental-exec", 1)]
    public void What_cannot_be_read_is_what_was_planted(string system, double mess)
    {
        string[] found = ["MalformedDate", "RaggedRow", "InvalidCharacters", "DamagedCode", "MalformedAmount", "MalformedTime", "MalformedFlag", "MalformedNumber", "LostZeros", "MissingKey"];
        using var practice = new Practice(system);
        List<PlantedTrap> traps = [.. practice.Generate(120, mess: mess).Traps.Where(t => t.Line > 0)];
        List<SourceRecord> records = practice.ReadAll();
        Dictionary<string, SourceRecord> byPosition = records.ToDictionary(r => r.Position.ToString());

        Assert.All(traps, t =>
        {
            SourceRecord record = byPosition[$"{t.File}:{t.Line}"];
            Assert.Equal(t.Object, record.Object.Name);
            Assert.True(record.Key == t.Key || t.Code == "MissingKey");
        });
        Assert.Equal(
            traps.Where(t => found.Contains(t.Code)).Select(t => $"{t.File}:{t.Line} {t.Code}").Order(),
            records.SelectMany(r => Practice.Faults(r).Select(c => $"{r.Position} {c}")).Order());
    }

    [Theory]
    [InlineData("dentes")]
    [InlineData("dental-exec")]
    public void More_mess_keeps_what_less_has_and_does_not_grow_with_the_practice(string system)
    {
        using var practice = new Practice(system);
        int before = 0;
        var names = new HashSet<string>();
        foreach (double mess in (double[])[0, 0.2, 0.3, 0.4, 0.5, 0.75, 1])
        {
            IReadOnlyList<PlantedTrap> traps = practice.Generate(120, mess: mess).Traps;
            Assert.True(traps.Count > before || mess == 0);
            Assert.Empty(names.Except(traps.Select(t => t.Name)));
            names = [.. traps.Select(t => t.Name)];
            before = traps.Count;
        }

        Assert.Equal(before, practice.Generate(400, mess: 1).Traps.Count);
    }

    [Theory]
    [InlineData("dentes")]
    [InlineData("dental-exec")]
    public void Files_saved_in_other_ways_are_read_all_the_same(string system)
    {
        using var practice = new Practice(system);
        GenerationResult result = practice.Generate(120, mess: 1);
        using FileSource source = practice.Open();

        Assert.Empty(source.Faults);
        Assert.Equal(3, result.Traps.Count(t => t.Line == 0));
        Assert.All(result.Files, f => Assert.Equal(f.Records, source.Read(f.Object).ToBlockingEnumerable().LongCount()));
        Assert.Contains(source.Files, f => f.HeaderLine > 1 && f.Name.EndsWith(".csv", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dentes")]
    [InlineData("dental-exec")]
    public async Task Documents_are_there_and_are_what_they_say(string system)
    {
        using var practice = new Practice(system);
        HashSet<string> missing = [.. practice.Generate(120, mess: 1).Traps.Where(t => t.Name is "MissingFile" or "FileOutsideTheExport").Select(t => t.Key)];
        using FileSource source = practice.Open();
        var kinds = new HashSet<string>();
        long largest = 0;
        foreach (SourceRecord record in practice.Read("document"))
        {
            string path = (string)record.Read("file_path").Value!;
            if (missing.Remove(record.Key))
            {
                await Assert.ThrowsAsync<MigrationException>(() => source.OpenAttachmentAsync("document", path, CancellationToken.None));
                continue;
            }

            await using SourceAttachment file = await source.OpenAttachmentAsync("document", path, CancellationToken.None);
            Assert.Equal(record.Read("file_size").Value, file.Length);
            largest = Math.Max(largest, file.Length ?? 0);
            byte[] bytes = new byte[132];
            int read = await file.Content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, CancellationToken.None);
            kinds.Add(Kind(bytes.AsSpan(0, read)));
        }

        Assert.Empty(missing);
        Assert.Equal(["", "dcm", "exe", "jpg", "pdf", "png"], kinds.Order());
        Assert.InRange(largest, 6_000_000, 7_000_000);
    }

    [Theory]
    [InlineData("dentes", "Hastalar.csv")]
    [InlineData("dental-exec", "Patients.csv")]
    public void Seeds_make_different_practices_and_no_day_depends_on_today(string system, string patients)
    {
        using var practice = new Practice(system);
        practice.Generate(100, seed: 1);
        byte[] first = File.ReadAllBytes(practice.File(patients));
        practice.Generate(100, seed: 2);

        Assert.NotEqual(first, File.ReadAllBytes(practice.File(patients)));
        Assert.All(practice.Read("appointment"), r => Assert.InRange((DateOnly)r.Read("start_date").Value!, new DateOnly(2015, 1, 5), new DateOnly(2026, 11, 29)));
    }

    [Theory]
    [InlineData("dentes")]
    [InlineData("dental-exec")]
    public void Memory_does_not_grow_with_the_practice(string system)
    {
        using var folder = new TempFolder();
        long least = long.MaxValue;
        long most = 0;
        var progress = new Immediate(_ =>
        {
            long held = GC.GetTotalMemory(forceFullCollection: true);
            (least, most) = (Math.Min(least, held), Math.Max(most, held));
        });
        var options = new GenerationOptions { System = system, Patients = 6_000, Seed = 3, Out = folder.Path };
        PracticeGenerator.Generate(options, progress, TestContext.Current.CancellationToken);

        Assert.InRange(most - least, 0, 20_000_000); // The practice itself would take more than 100 MB.
    }

    [Fact]
    public void A_cancelled_generation_stops()
    {
        using var folder = new TempFolder();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() =>
            PracticeGenerator.Generate(new GenerationOptions { Patients = 10, Out = folder.Path }, null, cancelled.Token));
    }

    [Fact]
    public void What_cannot_be_generated_is_refused()
    {
        using var folder = new TempFolder();
        string Refused(GenerationOptions options) => Assert.Throws<MigrationException>(() => PracticeGenerator.Generate(options)).Code;

        Assert.Equal("InvalidPatientCount", Refused(new GenerationOptions { Patients = 0, Out = folder.Path }));
        Assert.Equal("InvalidMess", Refused(new GenerationOptions { Patients = 1, Mess = 1.5, Out = folder.Path }));
        Assert.Equal("InvalidMess", Refused(new GenerationOptions { Patients = 1, Mess = double.NaN, Out = folder.Path }));
        Assert.Equal("UnknownSystem", Refused(new GenerationOptions { System = "open-dental", Patients = 1, Out = folder.Path }));
        File.WriteAllText(folder.File("file"), string.Empty);
        Assert.Equal("OutputNotWritable", Refused(new GenerationOptions { Patients = 1, Out = folder.File("file") }));
    }

    /// <summary>Name and content of every file of a folder, the readme aside.</summary>
    private static List<string> Contents(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(f => Path.GetFileName(f) != "README.md")
        .Select(f => $"{Path.GetRelativePath(folder, f)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))}")
        .Order(StringComparer.Ordinal)];

    private static string Kind(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [] => "",
        [0xff, 0xd8, 0xff, ..] => "jpg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "png",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "pdf",
        [(byte)'M', (byte)'Z', ..] => "exe",
        { Length: 132 } when bytes[128..].SequenceEqual("DICM"u8) => "dcm",
        _ => "unknown",
    };

    private sealed class Immediate(Action<GenerationProgress> report) : IProgress<GenerationProgress>
    {
        public void Report(GenerationProgress value) => report(value);
    }
}
