using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation;

/// <summary>One patient's rows in all files.</summary>
/// <param name="patients">The columns of the patients' file.</param>
internal sealed class PatientFamily(SheetColumns patients)
{
    private readonly Dictionary<SheetColumns, List<SheetRow>> _rows = [];

    /// <summary>The patient's own row.</summary>
    public SheetRow Patient => this[patients][0];

    /// <summary>All rows, the patient's first.</summary>
    public IEnumerable<SheetRow> Rows => this[patients].Concat(Dependents);

    /// <summary>Rows that name the patient.</summary>
    public IEnumerable<SheetRow> Dependents => _rows.Where(r => r.Key != patients).SelectMany(r => r.Value);

    /// <summary>The rows of one file, in the order they are written. The patient has one, unless a second is planted under its number.</summary>
    public List<SheetRow> this[SheetColumns columns]
    {
        get
        {
            if (!_rows.TryGetValue(columns, out List<SheetRow>? rows))
            {
                _rows.Add(columns, rows = []);
            }

            return rows;
        }
    }

    /// <summary>Adds a row to its file.</summary>
    public SheetRow Add(SheetRow row)
    {
        this[row.Columns].Add(row);
        return row;
    }

    /// <summary>Leaves the patient without other rows but those of some files, so that a trap stays the only thing to look at.</summary>
    /// <returns>The patient's row.</returns>
    public SheetRow Alone(params IReadOnlyList<SheetColumns> but)
    {
        foreach ((SheetColumns columns, List<SheetRow> rows) in _rows)
        {
            if (columns != patients && !but.Contains(columns))
            {
                rows.Clear();
            }
        }

        return Patient;
    }
}
