using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;
using DentalMigration.Systems;
using DentalMigration.Verification.Comparing;
using DentalMigration.Verification.Figures;

namespace DentalMigration.Verification.Vendor;

/// <summary>
/// Counts what a vendor's totals of an object speak of: all records of the export, those that were held included, since the vendor counts
/// them too.
/// </summary>
internal sealed class VendorFigures
{
    private readonly IReadOnlyList<VendorTotal> _totals;
    private readonly decimal[] _found;
    private readonly IReadOnlyDictionary<string, string> _practices;
    private readonly IReadOnlyDictionary<int, string> _numbers;
    private readonly string[] _references;

    private VendorFigures(IReadOnlyList<VendorTotal> totals, CatalogObject o, IReadOnlyDictionary<string, string> practices, IReadOnlyDictionary<int, string> numbers)
    {
        _numbers = numbers;
        _totals = totals;
        _found = new decimal[totals.Count];
        _practices = practices;
        _references = [.. o.References.Where(r => r.Object == "practice").Select(r => r.Field)];
    }

    /// <summary>Makes ready to count the totals of one object.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="objectName">The object.</param>
    /// <param name="all">The totals of all objects.</param>
    /// <param name="cancellationToken">Stops the reading of the practices.</param>
    public static async Task<VendorFigures> OpenAsync(
        Migration migration, string objectName, IReadOnlyList<VendorTotal> all, CancellationToken cancellationToken)
    {
        ISource source = migration.Setup.Source;
        var keys = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (all.Any(t => t.Object == objectName && t.Practice is not null) && source.Has("practice"))
        {
            await foreach (SourceRecord practice in source.Read("practice", cancellationToken))
            {
                keys.TryAdd(practice.Key, practice.Key);
                if (practice.Text("name") is { } name)
                {
                    keys.TryAdd(name, practice.Key);
                }
            }
        }

        return new VendorFigures([.. all.Where(t => t.Object == objectName)], source.Catalog[objectName], keys, migration.Ledger.Practices.All());
    }

    /// <summary>True where there is nothing to count.</summary>
    public bool IsEmpty => _totals.Count == 0;

    /// <summary>Counts a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="number">Number of its practice as the ledger knows it; null where it does not.</param>
    public void Add(SourceRecord record, int? number)
    {
        string? practice = number is { } known ? _numbers.GetValueOrDefault(known) : null;
        practice ??= _references.Select(record.Text).OfType<string>().Select(Key).FirstOrDefault();
        for (int i = 0; i < _totals.Count; i++)
        {
            if (_totals[i].Practice is null || Key(_totals[i].Practice!) == practice)
            {
                _found[i] += _totals[i].Measure == "rows" ? 1 : record.Read(_totals[i].Field).Value switch
                {
                    decimal amount => amount,
                    long whole => whole,
                    _ => 0,
                };
            }
        }
    }

    /// <summary>Each total beside the export, and beside Dataverse where what it counts is there.</summary>
    public IEnumerable<ReconciliationLine> Lines(MigrationLedger ledger, ColumnComparer columns, ObjectFigures figures)
    {
        PracticeFigures whole = figures.Whole();
        for (int i = 0; i < _totals.Count; i++)
        {
            VendorTotal total = _totals[i];
            string? practice = total.Practice is null ? null : Key(total.Practice);
            yield return Line(total, practice, "vendor-source", _found[i], "The vendor's total beside all records of the export, those that were held included.");
            PracticeFigures? there = practice is null ? whole : ledger.Practices.Find(practice) is { } known ? figures.Of(known) : new PracticeFigures(columns.Columns.Count);
            if (total.Measure == "rows")
            {
                yield return Line(total, practice, "vendor-target", there.Target, "The vendor's total beside the rows in Dataverse.");
            }
            else if (Column(columns, total.Field) is { } at)
            {
                yield return Line(
                    total, practice, "vendor-target", there.Columns[at].TargetAmount, $"The vendor's total beside the sum of '{columns.Columns[at].Name}' in Dataverse.");
            }
        }
    }

    private static int? Column(ColumnComparer columns, string field)
    {
        for (int i = 0; i < columns.Columns.Count; i++)
        {
            if (columns.Columns[i].IsSummed && columns.Columns[i].Writer is ValueColumnWriter writer && writer.Fields.Contains(field))
            {
                return i;
            }
        }

        return null;
    }

    private string Key(string practice) => _practices.GetValueOrDefault(practice.Trim(), practice.Trim());

    private static ReconciliationLine Line(VendorTotal total, string? practice, string measure, decimal found, string reason) =>
        new(total.Object, measure, total.Field, total.Value, found, total.Value == found ? Verdict.Same : Verdict.Different) { Practice = practice, Reason = reason };
}
