using DentalMigration.Systems;

namespace DentalMigration.Sources.Files;

/// <summary>Chooses the object a table holds: by its name unless the header clearly says otherwise, else by the header alone.</summary>
internal static class ObjectChoice
{
    private const int LeastKnown = 3;

    /// <summary>The object's fit, or null where the table is none of ours. Of a name whose header is not there, <see cref="HeaderFit.Known"/> is 0.</summary>
    /// <param name="indexes">The objects to choose from.</param>
    /// <param name="sample">The table's first rows.</param>
    /// <param name="named">The object its name tells, or null.</param>
    /// <param name="warnings">Told where name and header disagree.</param>
    public static HeaderFit? Choose(
        IReadOnlyList<HeaderIndex> indexes, IReadOnlyList<TableRow> sample, CatalogObject? named, List<string> warnings)
    {
        List<HeaderFit> fits = [.. indexes.Select(i => i.Fit(sample)).OrderByDescending(f => f.Known)];
        if (fits.Count == 0)
        {
            return null;
        }

        HeaderFit best = fits[0];
        if (fits.FirstOrDefault(f => f.Index.Object == named) is HeaderFit byName)
        {
            if (best.Complete && best.Known >= LeastKnown && best.Known * 2 > byName.Known * 3)
            {
                warnings.Add($"Its name says {named!.Label}, but its header is that of {best.Index.Object.Label}, as which it is read.");
                return best;
            }

            return byName;
        }

        HeaderFit? second = fits.Skip(1).FirstOrDefault(f => f.Complete);
        return best.Complete && best.Known >= LeastKnown && best.Known * 2 >= best.Cells && best.Known > (second?.Known ?? 0) ? best : null;
    }
}
