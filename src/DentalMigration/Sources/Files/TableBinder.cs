using System.Buffers;
using System.Globalization;
using System.IO.Enumeration;
using DentalMigration.Sources.Profiles;
using DentalMigration.Sources.Reading;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Files;

/// <summary>
/// Decides which object a table holds, where its header is and how its columns are written, on the evidence of its first 5,000 rows.
/// </summary>
/// <param name="catalog">What the system is declared to hold.</param>
/// <param name="places">The files a profile names. They are not recognised, and their objects are looked for nowhere else.</param>
/// <param name="decisions">What a map decided about files, where the profile says nothing.</param>
internal sealed class TableBinder(SystemCatalog catalog, IReadOnlyList<ProfileObject> places, SourceDecisions? decisions = null)
{
    private const int SampleRows = 5000;
    private static readonly SearchValues<char> TurkishLetters = SearchValues.Create("ğĞşŞıİ");

    private readonly List<ProfileObject> _places = [.. places];
    private readonly List<HeaderIndex> _indexes =
        [.. catalog.Objects.Where(o => o.Files.Count > 0 && !places.Any(p => p.Object == o.Name)).Select(o => new HeaderIndex(o, null, decisions?.Of(o.Name)))];

    private readonly List<HeaderIndex> _placed =
    [
        .. places.Select(p => new HeaderIndex(catalog[p.Object], p)),
        .. (decisions?.Places ?? []).Where(p => p.Object is not null).Select(p => new HeaderIndex(catalog[p.Object!], null, p)),
    ];

    /// <summary>How well the best object fits a table's first rows; for choosing a delimiter.</summary>
    public int BestKnown(IReadOnlyList<TableRow> rows) => _indexes.Concat(_placed).Max(i => (int?)i.Fit(rows).Known) ?? 0;

    /// <summary>The object a file's name tells: by the profile, else by its usual names. Null where the profile has its object elsewhere.</summary>
    public CatalogObject? Named(string path) => _places.Find(p => FitsFile(p, path)) is { } place
        ? catalog[place.Object]
        : decisions?.Find(System.IO.Path.GetFileName(path)) is { } decided ? (decided.Object is { } name ? catalog[name] : null)
        : FilePattern.Find(catalog, System.IO.Path.GetFileName(path)) is { } named && _indexes.Exists(i => i.Object == named) ? named : null;

    /// <summary>Binds a table.</summary>
    /// <exception cref="MigrationException"><c>HeaderNotFound</c>, <c>DuplicateHeader</c>, <c>MissingColumn</c>,
    /// <c>SourceFileUnreadable</c>.</exception>
    public BoundTable Bind(Table table)
    {
        List<TableRow> sample = [.. table.Rows().Take(SampleRows)];
        List<string> warnings = [.. table.Warnings];
        HeaderFit? fit = Choose(table, sample, warnings);
        if (fit is null || fit.Row < 0)
        {
            warnings.Add(decisions?.Find(table.Name) is { Object: null }
                ? "The map leaves it out, so it is not read."
                : $"No header of {catalog.Label} was found in it, so it is not read.");
            return new BoundTable(table, new SourceFile(table.Name, null, table.Encoding, table.Delimiter, 0, [], warnings), null, [], []);
        }

        table.Repair = fit.Repair != LetterRepair.None ? fit.Repair : RepairOfValues(sample, fit.Row);
        if (table.Repair != LetterRepair.None)
        {
            warnings.Add("Letters damaged by an earlier conversion were recognised and are put right on reading.");
            sample = [.. table.Rows().Take(SampleRows)];
        }

        TableRow header = sample[fit.Row];
        int above = sample.Take(fit.Row).Count(r => Filled(r) * 2 > Filled(header));
        if (above > 0)
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture, $"Rows above the header that are filled like records: {above}. They are not read; if they are records, put the header on top."));
        }

        IReadOnlyList<SourceColumn> columns = new ColumnBinder(catalog, table.Name, fit.Index, warnings).Bind(header, sample.Skip(fit.Row + 1));
        var layout = new SourceLayout(catalog, fit.Index.Object, columns);
        var file = new SourceFile(table.Name, fit.Index.Object.Name, table.Encoding, table.Delimiter, header.Line, columns, warnings, fit.Index.Place);
        return new BoundTable(table, file, layout, header.Cells, [.. sample.Take(fit.Row).Where(r => !r.IsBlank).Select(r => r.Cells)]);
    }

    private HeaderFit? Choose(Table table, List<TableRow> sample, List<string> warnings)
    {
        if (decisions?.Find(table.Name) is { Object: null })
        {
            return null;
        }

        if (_places.Find(p => IsOf(p, table)) is { } place)
        {
            HeaderFit fit = new HeaderIndex(catalog[place.Object], place, Decided(table, place.Object)).Fit(sample);
            return fit.Row >= 0 || place.Sheet is null ? fit : throw NoHeader(table, catalog[place.Object]);
        }

        if (_places.Exists(p => FitsFile(p, table.Path)))
        {
            // A sheet that the profile leaves out of a workbook it names.
            return null;
        }

        if (decisions?.Find(table.Name) is { } decided)
        {
            return new HeaderIndex(catalog[decided.Object!], null, decided).Fit(sample);
        }

        CatalogObject? named = (table.Sheet is string sheet ? FilePattern.Find(catalog, sheet) : null)
            ?? FilePattern.Find(catalog, System.IO.Path.GetFileName(table.Path));
        HeaderFit? chosen = ObjectChoice.Choose(_indexes, sample, named, warnings);
        return chosen is { Known: 0 } && table.Sheet is null ? throw NoHeader(table, named!) : chosen;
    }

    /// <summary>What a map decided about the columns of a file that the profile places, if as the same object.</summary>
    private DecidedPlace? Decided(Table table, string objectName) =>
        (decisions?.Find(table.Name) ?? decisions?.Of(objectName)) is { } decided && decided.Object == objectName ? decided : null;

    private static bool IsOf(ProfileObject place, Table table) => FitsFile(place, table.Path)
        && (place.Sheet is null || string.Equals(place.Sheet, table.Sheet, StringComparison.OrdinalIgnoreCase));

    /// <summary>True where a file's name is that of the profile's place.</summary>
    public static bool FitsFile(ProfileObject place, string path) =>
        FileSystemName.MatchesSimpleExpression(place.File, System.IO.Path.GetFileName(path), ignoreCase: true);

    private static int Filled(TableRow row) => row.Cells.Count(c => CellText.Of(c) is not null);

    private static MigrationException NoHeader(Table table, CatalogObject named) => new(
        "HeaderNotFound",
        $"The file '{table.Name}' has no header row among its first rows. Export {named.Label} again with its headers, such as "
        + $"{string.Join(", ", named.Fields.Where(f => f.Required).Select(f => $"'{f.Headers[0]}'"))}.");

    /// <summary>Letters are repaired on the evidence of values only where many show the accident and none a proper Turkish letter.</summary>
    private static LetterRepair RepairOfValues(List<TableRow> sample, int headerRow)
    {
        const int many = 20;
        List<string> texts = [.. sample.Skip(headerRow + 1).SelectMany(r => r.Cells).OfType<string>().Where(t => !System.Text.Ascii.IsValid(t))];
        if (texts.Exists(t => t.AsSpan().IndexOfAny(TurkishLetters) >= 0))
        {
            return LetterRepair.None;
        }

        foreach (LetterRepair repair in (LetterRepair[])[LetterRepair.TurkishAsLatin, LetterRepair.Utf8AsLatin])
        {
            int suspects = texts.Count(t => repair.IsSuspect(t));
            if (suspects >= many && suspects * 4 > texts.Count)
            {
                return repair;
            }
        }

        return LetterRepair.None;
    }
}
