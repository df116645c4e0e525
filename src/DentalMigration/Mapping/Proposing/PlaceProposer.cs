using DentalMigration.Sources.Files;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Proposing;

/// <summary>Proposes what object a file holds and what field each of its headers is.</summary>
/// <param name="catalog">The system the export is of.</param>
/// <param name="learned">Spellings decided on in earlier practices.</param>
public sealed class PlaceProposer(SystemCatalog catalog, IReadOnlyList<LearnedSpelling> learned)
{
    /// <summary>Proposes for one place.</summary>
    /// <param name="place">Its name: <c>Hastalar.csv</c>, <c>dbo.Hasta</c>.</param>
    /// <param name="knownObject">The object it is known to hold; null to find out.</param>
    /// <param name="columns">Its columns.</param>
    public PlaceProposal Propose(string place, string? knownObject, IReadOnlyList<ColumnSample> columns)
    {
        string? name = knownObject ?? FilePattern.FindStem(catalog, Path.GetFileNameWithoutExtension(place))?.Name;
        CatalogObject? o = catalog.Objects.FirstOrDefault(x => x.Name == name);
        return new PlaceProposal(
            place,
            o is null ? [] : [new ObjectCandidate(o.Name, 1, ["Its name is one of the usual names."])],
            o is not null,
            [.. columns.Select(c => Header(o, c))]);
    }

    private HeaderProposal Header(CatalogObject? o, ColumnSample column)
    {
        string folded = HeaderFold.Fold(column.Header);
        string? field = learned.FirstOrDefault(l => l.Object == o?.Name && HeaderFold.Fold(l.Header) == folded)?.Field
            ?? o?.Fields.FirstOrDefault(f => f.Headers.Any(h => HeaderFold.Fold(h) == folded))?.Name;
        return field is null
            ? new HeaderProposal(column.Header, [], false)
            : new HeaderProposal(column.Header, [new FieldCandidate(field, 1, ["It is a known spelling."])], true);
    }
}
