using System.Globalization;
using System.Text.Json;
using DentalMigration.Verification.Comparing;

namespace DentalMigration.Verification.Figures;

/// <summary>What is counted of one object, practice by practice. As large as its columns times its practices, whatever the rows.</summary>
internal sealed class ObjectFigures(ColumnComparer columns)
{
    private readonly Dictionary<int, PracticeFigures> _practices = [];

    /// <summary>The figures of a practice; of rows that belong to none under null.</summary>
    public PracticeFigures Of(int? practice)
    {
        int number = practice ?? 0;
        if (!_practices.TryGetValue(number, out PracticeFigures? figures))
        {
            _practices.Add(number, figures = new PracticeFigures(columns.Columns.Count));
        }

        return figures;
    }

    /// <summary>The practices that rows belong to.</summary>
    public IEnumerable<(int Number, PracticeFigures Figures)> Practices => _practices.Where(p => p.Key != 0).OrderBy(p => p.Key).Select(p => (p.Key, p.Value));

    /// <summary>The object as a whole.</summary>
    public PracticeFigures Whole()
    {
        var whole = new PracticeFigures(columns.Columns.Count);
        foreach (PracticeFigures practice in _practices.Values)
        {
            whole.Add(practice);
        }

        return whole;
    }

    /// <summary>Counts a record's row, as it is to be.</summary>
    public void AddSource(int? practice, ExpectedRow row)
    {
        PracticeFigures figures = Of(practice);
        figures.Source++;
        figures.SourceFiles += row.Row.File is null ? 0 : 1;
        AddValues(figures, row, 1);
        for (int i = 0; i < figures.Columns.Length; i++)
        {
            if (columns.Columns[i].IsSummed && row.IsCompared[i])
            {
                figures.Columns[i].SourceAmount += Amount(row.Raw[i]);
            }
        }
    }

    /// <summary>Takes the values of a row away that is not in Dataverse: it is missing as a whole, and not lost column by column.</summary>
    public void RemoveValues(int? practice, ExpectedRow row) => AddValues(Of(practice), row, -1);

    /// <summary>Counts a row of Dataverse beside what the source has of it.</summary>
    public void AddTarget(int? practice, Guid id, JsonElement row, RowCells cells)
    {
        PracticeFigures figures = Of(practice);
        figures.Target++;
        figures.Found++;
        string?[] values = columns.Read(row);
        for (int i = 0; i < values.Length; i++)
        {
            if (cells.IsCompared(i))
            {
                ColumnFigures column = figures.Columns[i];
                bool wanted = cells.IsFilled(i);
                column.Lost += wanted && values[i] is null ? 1 : 0;
                column.Appeared += !wanted && values[i] is not null ? 1 : 0;
                if (values[i] is { } value)
                {
                    column.Target++;
                    column.TargetSum += ContentSum.Of(id, value);
                }
            }
        }

        AddAmounts(figures, row, cells);
        AddFile(figures, row);
    }

    /// <summary>Counts a row of our number that the ledger does not know.</summary>
    public void AddExtra(JsonElement row)
    {
        PracticeFigures figures = Of(null);
        figures.Target++;
        figures.Extra++;
        AddAmounts(figures, row, null);
    }

    private static void AddValues(PracticeFigures figures, ExpectedRow row, int sign)
    {
        for (int i = 0; i < row.Values.Length; i++)
        {
            if (!row.IsCompared[i])
            {
                continue;
            }

            ColumnFigures column = figures.Columns[i];
            if (row.Values[i] is { } value)
            {
                UInt128 hash = ContentSum.Of(row.Row.Id, value);
                column.Source += sign;
                column.SourceSum += sign > 0 ? hash : UInt128.Zero - hash;
            }
            else
            {
                column.Blank += sign;
            }
        }
    }

    private void AddAmounts(PracticeFigures figures, JsonElement row, RowCells? cells)
    {
        for (int i = 0; i < columns.Columns.Count; i++)
        {
            if (columns.Columns[i].IsSummed && cells?.IsCompared(i) != false && row.TryGetProperty(columns.Columns[i].ReadName, out JsonElement value))
            {
                figures.Columns[i].TargetAmount += Amount(value);
            }
        }
    }

    private void AddFile(PracticeFigures figures, JsonElement row)
    {
        if (columns.Mapper.Map.Content is { } content)
        {
            bool has = content.Column == Mapping.Rows.FileColumns.NoteBody
                ? row.TryGetProperty("filesize", out JsonElement size) && size.ValueKind == JsonValueKind.Number && size.GetInt64() > 0
                : row.TryGetProperty(content.Column + "_name", out JsonElement name) && name.ValueKind == JsonValueKind.String;
            figures.TargetFiles += has ? 1 : 0;
        }
    }

    private static decimal Amount(JsonElement? value) => value is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal()
        : value is { ValueKind: JsonValueKind.String } text && decimal.TryParse(text.GetString(), CultureInfo.InvariantCulture, out decimal parsed) ? parsed : 0;
}
