using DentalMigration.Hosting;
using DentalMigration.Sources;

namespace DentalMigration.Benchmarks;

/// <summary>Exports of whole practices, but without documents: a load of thousands of small files is another matter.</summary>
internal static class PracticeFiles
{
    private const int Sample = 1000;

    /// <summary>An export that makes about so many rows.</summary>
    public static async Task<string> GenerateAsync(Stand stand, string name, int rows)
    {
        string sample = WithoutDocuments(stand, await stand.GenerateAsync($"{name}-sample-all", Sample), $"{name}-sample");
        int patients = Math.Max(1, (int)Math.Round((double)rows * Sample / await CountAsync(stand, sample)));
        return WithoutDocuments(stand, await stand.GenerateAsync($"{name}-all", patients), name);
    }

    private static string WithoutDocuments(Stand stand, string export, string name)
    {
        string folder = stand.NewFolder(name);
        using ISource source = SourceOpener.OpenFolder(stand.System, export);
        foreach (string file in source.Files.Where(f => f.Object is not null and not "document").Select(f => f.Name.Split('#')[0]).Distinct())
        {
            File.CreateSymbolicLink(Path.Combine(folder, file), Path.Combine(export, file));
        }

        return folder;
    }

    /// <summary>Records that become rows of their own; of a payer, every mention is a record.</summary>
    private static async Task<long> CountAsync(Stand stand, string export)
    {
        using ISource source = SourceOpener.OpenFolder(stand.System, export);
        long records = 0;
        foreach (string name in source.Catalog.Objects.Where(o => !o.Merges).Select(o => o.Name).Where(source.Has))
        {
            records += await source.Read(name).LongCountAsync();
        }

        return records;
    }
}
