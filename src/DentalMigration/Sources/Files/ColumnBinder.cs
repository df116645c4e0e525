using DentalMigration.Sources.Reading;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Files;

/// <summary>Gives each column of a file its field and its format, and checks that the columns a record needs are there once.</summary>
internal sealed class ColumnBinder(SystemCatalog catalog, string name, HeaderIndex index, List<string> warnings)
{
    private const int SpellingsShown = 6;

    private string Name => index.Place is { File: null } ? $"'{name}'" : $"The file '{name}'";

    /// <summary>Binds the columns of a header.</summary>
    /// <param name="header">The header row.</param>
    /// <param name="values">The rows after it, for the evidence of their values.</param>
    public IReadOnlyList<SourceColumn> Bind(TableRow header, IEnumerable<TableRow> values)
    {
        int width = Array.FindLastIndex(header.Cells, c => CellText.Of(c) is not null) + 1;
        var names = new string[width];
        var fields = new CatalogField?[width];
        for (int i = 0; i < width; i++)
        {
            names[i] = CellText.Of(header.Cells[i])?.Trim('\ufeff', '\u200b') ?? string.Empty;
            fields[i] = names[i].Length == 0 ? null : index.Find(names[i], LetterRepair.None);
            if (fields[i] is CatalogField field)
            {
                int twin = Array.FindIndex(fields, 0, i, f => f == field);
                fields[i] = twin < 0 ? field : Duplicate(field, names[twin], names[i]);
            }
            else if (names[i].Length > 0 && !IsIgnored(names[i]))
            {
                warnings.Add($"The column '{names[i]}' is not known as a field of {index.Object.Label}; it travels only where the map says which field it is, or gives it a column of its own.");
            }
        }

        foreach (CatalogField missing in index.Object.Fields.Where(f => f.Required && !fields.Contains(f)))
        {
            throw new MigrationException(
                "MissingColumn",
                $"{Name} has no column for {index.Object.Label} field '{missing.Name}'. "
                + $"Export it under one of these headers: {string.Join(", ", missing.Headers.Take(SpellingsShown))}; "
                + "or say in a source profile which column it is.");
        }

        ColumnFormat[] formats = Formats(names, fields, values);
        return [.. names.Select((name, i) => new SourceColumn(name, fields[i]?.Name, formats[i], fields[i] is null && IsIgnored(name)))];
    }

    private bool IsIgnored(string header) => index.Ignores(header) || catalog.Ignores(header);

    private CatalogField? Duplicate(CatalogField field, string first, string second)
    {
        if (field.Required || index.Object.Key.Contains(field.Name))
        {
            throw new MigrationException(
                "DuplicateHeader",
                $"{Name} has two columns for {index.Object.Label} field '{field.Name}': '{first}' and '{second}'. "
                + "Remove or rename one of them.");
        }

        warnings.Add($"The columns '{first}' and '{second}' are both the field '{field.Name}'; the first is read.");
        return null;
    }

    private ColumnFormat[] Formats(string[] names, CatalogField?[] fields, IEnumerable<TableRow> values)
    {
        FormatEvidence?[] evidence = [.. fields.Select(f => f is null ? null : new FormatEvidence(catalog, f))];
        foreach (TableRow row in values)
        {
            for (int i = 0; i < evidence.Length && i < row.Cells.Length && row.Fault is null; i++)
            {
                evidence[i]?.Add(row.Cells[i]);
            }
        }

        ColumnFormat habit = new(catalog.DateOrder, catalog.DecimalSign);
        return [.. evidence.Select((e, i) => e is null ? habit : index.Format(names[i], e.Decide(w => Warn(names[i], w))))];
    }

    private void Warn(string column, string warning)
    {
        if (!index.IsFormatted(column))
        {
            warnings.Add($"The column '{column}' {warning}.");
        }
    }
}
