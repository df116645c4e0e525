using System.Buffers;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Files;

/// <summary>
/// Decides which object a table holds, where its header is and how its columns are written, on the evidence of its first 5,000 rows.
/// </summary>
internal sealed class TableBinder(SystemCatalog catalog)
{
    private const int SampleRows = 5000;
    private const int LeastKnown = 3;
    private static readonly SearchValues<char> TurkishLetters = SearchValues.Create("ğĞşŞıİ");

    private readonly List<HeaderIndex> _indexes = [.. catalog.Objects.Where(o => o.Files.Count > 0).Select(o => new HeaderIndex(o))];

    /// <summary>How well the best object fits a table's first rows; for choosing a delimiter.</summary>
    public int BestKnown(IReadOnlyList<TableRow> rows) => _indexes.Max(i => i.Fit(rows).Known);

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
            warnings.Add($"No header of {catalog.Label} was found in it, so it is not read.");
            return new BoundTable(table, new SourceFile(table.Name, null, table.Encoding, table.Delimiter, 0, [], warnings), null, [], []);
        }

        table.Repair = fit.Repair != LetterRepair.None ? fit.Repair : RepairOfValues(sample, fit.Row);
        if (table.Repair != LetterRepair.None)
        {
            warnings.Add("Letters damaged by an earlier conversion were recognised and are put right on reading.");
            sample = [.. table.Rows().Take(SampleRows)];
        }

        TableRow header = sample[fit.Row];
        IReadOnlyList<SourceColumn> columns = new ColumnBinder(catalog, table, fit.Index, warnings).Bind(header, sample.Skip(fit.Row + 1));
        var layout = new SourceLayout(catalog, fit.Index.Object, columns);
        var file = new SourceFile(table.Name, fit.Index.Object.Name, table.Encoding, table.Delimiter, header.Line, columns, warnings);
        return new BoundTable(table, file, layout, header.Cells, [.. sample.Take(fit.Row).Where(r => !r.IsBlank).Select(r => r.Cells)]);
    }

    /// <summary>The object: by the sheet's or the file's name unless the header clearly says otherwise, else by the header alone.</summary>
    private HeaderFit? Choose(Table table, List<TableRow> sample, List<string> warnings)
    {
        List<HeaderFit> fits = [.. _indexes.Select(i => i.Fit(sample)).OrderByDescending(f => f.Known)];
        CatalogObject? named = (table.Sheet is string sheet ? FilePattern.Find(catalog, sheet) : null)
            ?? FilePattern.Find(catalog, System.IO.Path.GetFileName(table.Path));
        HeaderFit best = fits[0];
        if (fits.FirstOrDefault(f => f.Index.Object == named) is HeaderFit byName)
        {
            if (best.Complete && best.Known >= LeastKnown && best.Known * 2 > byName.Known * 3)
            {
                warnings.Add($"Its name says {named!.Label}, but its header is that of {best.Index.Object.Label}, as which it is read.");
                return best;
            }

            return byName.Known > 0 || table.Sheet is not null ? byName : throw NoHeader(table, named!);
        }

        HeaderFit? second = fits.Skip(1).FirstOrDefault(f => f.Complete);
        return best.Complete && best.Known >= LeastKnown && best.Known * 2 >= best.Cells && best.Known > (second?.Known ?? 0) ? best : null;
    }

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
