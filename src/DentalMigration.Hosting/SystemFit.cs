using System.Globalization;
using DentalMigration.Sources;
using DentalMigration.Sources.Files;
using DentalMigration.Systems;

namespace DentalMigration.Hosting;

/// <summary>Tells an export that was opened as one of the wrong system: some headers are spelt alike in several.</summary>
public static class SystemFit
{
    /// <summary>The part of the columns that is known where an export fits its system without doubt.</summary>
    private const double Sure = 0.9;

    /// <summary>So much more of them is known to the system that the export is likelier of.</summary>
    private const double Better = 0.1;

    /// <summary>What is to be said where a folder of files looks like an export of another system than it was opened as; null where it does not.</summary>
    /// <param name="source">The export as it was opened.</param>
    /// <param name="folder">The folder, or the file.</param>
    public static string? Warning(ISource source, string folder)
    {
        double own = Known(source);
        if (own >= Sure)
        {
            return null;
        }

        foreach (string system in SystemFile.Systems.Where(s => s != source.Catalog.System))
        {
            SystemCatalog other = SystemCatalog.Load(system);
            double known;
            try
            {
                using FileSource opened = FileSource.Open(folder, other, TimeZoneInfo.Utc);
                known = Known(opened);
            }
            catch (MigrationException)
            {
                continue; // none of that system
            }

            if (known >= own + Better)
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"The export looks like one of {other.Label}: {known:P0} of its columns are known there, and {own:P0} to {source.Catalog.Label}. Open it as one of {other.Label}.");
            }
        }

        return null;
    }

    /// <summary>The part of all columns whose field is known.</summary>
    private static double Known(ISource source)
    {
        List<SourceColumn> columns = [.. source.Files.SelectMany(f => f.Columns)];
        return columns.Count == 0 ? 0 : (double)columns.Count(c => c.Field is not null) / columns.Count;
    }
}
