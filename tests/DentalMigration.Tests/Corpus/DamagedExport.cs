using System.Text;
using DentalMigration.Cli.Generation;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Corpus;

/// <summary>A small export, damaged by chance in ways that depend on the seed alone.</summary>
internal sealed class DamagedExport : IDisposable
{
    private readonly TempFolder _folder = new();

    private DamagedExport(string system) => System = system;

    public string System { get; }

    public string Path => _folder.Path;

    public List<DamagedFile> Files { get; } = [];

    /// <summary>What was done to it, for the message of a failing test.</summary>
    public List<string> Done { get; } = [];

    public static DamagedExport Make(int seed)
    {
        var random = new Random(seed);
        string system = random.Next(2) == 0 ? "dentes" : "dental-exec";
        var export = new DamagedExport(system);
        GenerationResult result = PracticeGenerator.Generate(new GenerationOptions
        {
            System = system,
            Patients = random.Next(5, 9),
            Seed = seed,
            Out = export.Path,
            Mess = random.Next(3) == 0 ? 1 : 0,
        });
        foreach (GeneratedFile file in result.Files)
        {
            DamagedFile damaged = Open(system, file, result.Traps.Where(t => t.Line == 0).ToDictionary(t => t.File, t => t.Name));
            export.Files.Add(damaged);
        }

        for (int i = random.Next(1, 5); i > 0; i--)
        {
            DamagedFile file = export.Files[random.Next(export.Files.Count)];
            (string name, Action<DamagedFile, Random> damage) = Damages.Draw(file, random);
            damage(file, random);
            export.Done.Add($"{name} {file.Name}");
        }

        if (random.Next(6) == 0)
        {
            DamagedFile[] pair = [.. export.Files.Where(f => f.IsText).OrderBy(_ => random.Next()).Take(2)];
            pair[0].Swap(pair[1]);
            export.Done.Add($"Swapped {pair[0].Name} {pair[1].Name}");
        }

        export.Files.ForEach(f => f.Write());
        DamageDocuments(export, random);
        return export;
    }

    public override string ToString() => $"{System}: {string.Join(", ", Done)}";

    public void Dispose() => _folder.Dispose();

    private static DamagedFile Open(string system, GeneratedFile file, Dictionary<string, string> saved)
    {
        string way = saved.GetValueOrDefault(global::System.IO.Path.GetFileName(file.Path), "");
        (Encoding encoding, char delimiter) = (system, way) switch
        {
            (_, "ByteOrderMark") => (new UTF8Encoding(true), system == "dentes" ? ';' : ','),
            (_, "TabsInUtf16") => (Encoding.Unicode, '\t'),
            ("dentes", "MistakenLetters") => (new UTF8Encoding(false), ';'),
            ("dentes", _) => (CodePagesEncodingProvider.Instance.GetEncoding(1254)!, ';'),
            _ => ((Encoding)new UTF8Encoding(false), ','),
        };
        var damaged = new DamagedFile(system, file.Path, encoding, delimiter, file.Records);
        if (!damaged.IsText)
        {
            return damaged;
        }

        // Titles before the header and the header itself; a report has its totals last.
        List<string> rows = damaged.Rows;
        int header = way == "HeaderNotFirst" ? 2 : 0;
        rows.Take(header + 1).ToList().ForEach(damaged.NoRecord);
        if (way == "HeaderNotFirst")
        {
            damaged.NoRecord(rows[^1]);
        }

        return damaged;
    }

    private static void DamageDocuments(DamagedExport export, Random random)
    {
        foreach (string document in Directory.EnumerateFiles(export.Path, "*", SearchOption.AllDirectories)
            .Where(f => global::System.IO.Path.GetDirectoryName(f) != export.Path).Order(StringComparer.Ordinal).ToList())
        {
            switch (random.Next(10))
            {
                case 0:
                    File.Delete(document);
                    export.Done.Add("NoDocument");
                    break;
                case 1:
                    File.WriteAllBytes(document, []);
                    export.Done.Add("EmptyDocument");
                    break;
            }
        }
    }
}
