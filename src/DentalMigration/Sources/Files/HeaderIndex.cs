using DentalMigration.Sources.Profiles;
using DentalMigration.Sources.Reading;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Files;

/// <summary>The known header spellings of one object, and before them what a profile says of one place that holds it.</summary>
internal sealed class HeaderIndex
{
    private const int RowsSearched = 60;
    private const int LeastKnown = 2;

    private static readonly LetterRepair[] Repairs = Enum.GetValues<LetterRepair>();

    private readonly Dictionary<string, CatalogField> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProfileColumn?> _profiled = new(StringComparer.Ordinal);
    private readonly int _leastKnown = LeastKnown;

    /// <param name="catalogObject">The object.</param>
    /// <param name="place">What a profile says of the place, or null.</param>
    /// <param name="decided">What a map decided, which goes before the usual spellings and behind the profile; or null.</param>
    public HeaderIndex(CatalogObject catalogObject, ProfileObject? place = null, DecidedPlace? decided = null)
    {
        Object = catalogObject;
        Place = place;
        HashSet<string> taken = [];
        foreach ((string header, ProfileColumn column) in place?.Columns ?? new Dictionary<string, ProfileColumn>())
        {
            _profiled[HeaderFold.Fold(header)] = column;
            _fields[HeaderFold.Fold(header)] = catalogObject.Find(column.Field)!;
            taken.Add(column.Field);
            _leastKnown = 1;
        }

        foreach (string header in place?.Ignored ?? [])
        {
            _profiled.TryAdd(HeaderFold.Fold(header), null);
        }

        foreach ((string header, string field) in decided?.Fields ?? new Dictionary<string, string>())
        {
            string folded = HeaderFold.Fold(header);
            if (!_profiled.ContainsKey(folded) && catalogObject.Find(field) is { } known && taken.Add(field))
            {
                _fields[folded] = known;
                _leastKnown = decided!.Name.Length > 0 ? 1 : _leastKnown;
            }
        }

        foreach (string header in (decided?.Ignored ?? []).Where(h => !_fields.ContainsKey(HeaderFold.Fold(h))))
        {
            _profiled.TryAdd(HeaderFold.Fold(header), null);
        }

        foreach (CatalogField field in catalogObject.Fields.Where(f => !taken.Contains(f.Name)))
        {
            foreach (string header in field.Headers.Append(field.Name))
            {
                _fields.TryAdd(HeaderFold.Fold(header), field);
            }
        }
    }

    /// <summary>The object.</summary>
    public CatalogObject Object { get; }

    /// <summary>The place of the profile, or null where the object was recognised.</summary>
    public ProfileObject? Place { get; }

    /// <summary>The field a header names, or null.</summary>
    public CatalogField? Find(string header, LetterRepair repair)
    {
        string folded = HeaderFold.Fold(repair.Apply(header));
        return IsIgnored(folded) ? null : _fields.GetValueOrDefault(folded);
    }

    /// <summary>True where the profile leaves the column aside on purpose.</summary>
    public bool Ignores(string header) => IsIgnored(HeaderFold.Fold(header));

    /// <summary>The column's format: as the profile says, else as its values proved.</summary>
    public ColumnFormat Format(string header, ColumnFormat proven) =>
        _profiled.GetValueOrDefault(HeaderFold.Fold(header)) is ProfileColumn column
            ? new ColumnFormat(column.DateOrder ?? proven.Order, column.DecimalSign ?? proven.DecimalSign, column.LatestYear)
            : proven;

    /// <summary>True where the profile says how the column writes dates and numbers, so that nothing is undecided about it.</summary>
    public bool IsFormatted(string header) =>
        _profiled.GetValueOrDefault(HeaderFold.Fold(header)) is { } column && (column.DateOrder is not null || column.DecimalSign is not null);

    /// <summary>
    /// Finds the header among the first 60 rows: the first row where most cells are known headers, else the row with the most of them.
    /// </summary>
    /// <returns>The best fit; with a <see cref="HeaderFit.Known"/> of 0 where there is none.</returns>
    public HeaderFit Fit(IReadOnlyList<TableRow> rows)
    {
        HeaderFit best = new(this, -1, 0, 0, LetterRepair.None, false);
        for (int i = 0; i < Math.Min(rows.Count, RowsSearched); i++)
        {
            HeaderFit fit = Fit(rows[i], i);
            if (fit.Known > best.Known)
            {
                best = fit;
            }

            if (best.Row == i && best.Known * 2 > best.Cells)
            {
                return best;
            }
        }

        return best;
    }

    private HeaderFit Fit(TableRow row, int index)
    {
        List<string> headers = [.. row.Cells.OfType<string>().Select(CellText.Trim).OfType<string>()];
        HeaderFit best = new(this, index, 0, headers.Count, LetterRepair.None, false);
        foreach (LetterRepair repair in Repairs)
        {
            if (repair != LetterRepair.None && !headers.Exists(h => !ReferenceEquals(repair.Apply(h), h)))
            {
                continue;
            }

            HashSet<CatalogField> known = [.. headers.Select(h => Find(h, repair)).OfType<CatalogField>()];
            if (known.Count >= _leastKnown && known.Count > best.Known)
            {
                best = best with { Known = known.Count, Repair = repair, Complete = Object.Fields.All(f => !f.Required || known.Contains(f)) };
            }
        }

        return best;
    }

    private bool IsIgnored(string folded) => _profiled.TryGetValue(folded, out ProfileColumn? column) && column is null;
}

/// <summary>How well a row serves as an object's header.</summary>
/// <param name="Index">The object's known headers.</param>
/// <param name="Row">Index of the row in the sample, or -1.</param>
/// <param name="Known">How many different fields its cells name.</param>
/// <param name="Cells">How many cells are not empty.</param>
/// <param name="Repair">The repair under which its letters are known best.</param>
/// <param name="Complete">True where every required field is among them.</param>
internal sealed record HeaderFit(HeaderIndex Index, int Row, int Known, int Cells, LetterRepair Repair, bool Complete);
