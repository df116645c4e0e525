using DentalMigration.Profiling.Checks;
using DentalMigration.Sources;
using DentalMigration.Sources.Reading;
using DentalMigration.Systems;

namespace DentalMigration.Profiling;

/// <summary>The meters of an object's columns: those of the catalog's fields, and those of columns the catalog does not know.</summary>
internal sealed class FieldMeters
{
    /// <summary>
    /// Of the columns that no check across fields asks for, all but one in so many are measured on the thread that reads: so both threads
    /// take about the same time.
    /// </summary>
    private const int Shared = 3;

    private readonly ProfileScope _scope;
    private readonly RowValues _row;
    private readonly CatalogObject _object;
    private readonly HashSet<string> _links;
    private readonly Dictionary<string, FieldMeter> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FieldMeter> _unknown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _headers = new(StringComparer.Ordinal);
    private int _free;

    /// <param name="scope">What the measuring shares.</param>
    /// <param name="catalogObject">The object.</param>
    /// <param name="row">The fields that checks ask for.</param>
    public FieldMeters(ProfileScope scope, CatalogObject catalogObject, RowValues row)
    {
        _row = row;
        _scope = scope;
        _object = catalogObject;
        _links = [.. catalogObject.References.Select(r => r.Field), .. scope.Ring.Of(catalogObject.Name).Select(t => t.Field)];
        foreach (SourceColumn column in scope.Source.Files.Where(f => f.Object == catalogObject.Name).SelectMany(f => f.Columns))
        {
            Of(column, 0);
        }
    }

    /// <summary>What could not be read, with how often and where first.</summary>
    public IEnumerable<(FieldFault Fault, long Count, long First)> Faults => _known.Values.Concat(_unknown.Values).SelectMany(m => m.Faults);

    /// <summary>True where a file has a column for the field.</summary>
    public bool Has(string field) => _known.ContainsKey(field);

    /// <summary>Records without a readable value of a field; null where no file has a column for it.</summary>
    public long? Missing(string field) => _known.TryGetValue(field, out FieldMeter? meter) ? meter.Missing : null;

    /// <summary>How the columns of a record's file are measured.</summary>
    /// <param name="record">A record of the file.</param>
    /// <param name="rowsBefore">Usable records of earlier files.</param>
    public ColumnPlan Plan(SourceRecord record, long rowsBefore)
    {
        SourceLayout layout = record.Layout;
        List<PlannedColumn> columns = [];
        HashSet<FieldMeter> absent = [.. _known.Values, .. _unknown.Values];
        for (int i = 0; i < layout.Columns.Count; i++)
        {
            SourceColumn column = layout.Columns[i];
            if (Of(column, rowsBefore) is not FieldMeter meter || (column.Field is not null && layout.Reader(i) is null))
            {
                continue;
            }

            absent.Remove(meter);
            int slot = column.Field is string field ? _row.Fields.ToList().IndexOf(field) : -1;
            columns.Add(new PlannedColumn(i, meter, layout.Reader(i) ?? new FieldReader(_scope.Source.Catalog, meter.Field, column.Format), slot));
        }

        return new ColumnPlan(layout, [.. columns], [.. absent]);
    }

    /// <summary>What was measured, in the catalog's order, unknown columns last.</summary>
    public IEnumerable<FieldProfile> Profiles() => Ordered().Select(m => m.Profile(string.Join(",", Headers(m))));

    /// <summary>What there is to say about the columns.</summary>
    public IEnumerable<ProfileFinding> Findings()
    {
        foreach (FieldMeter meter in Ordered())
        {
            var write = new FindingWriter(_object.Name, meter.Field.Name, _scope.Places);
            IEnumerable<ProfileFinding> findings = meter.Findings(write)
                .Concat(ColumnFindings.Of(_scope.Source.Catalog, _object, meter, isUnknown: _unknown.ContainsValue(meter), write));
            foreach (ProfileFinding finding in findings)
            {
                yield return finding;
            }
        }
    }

    private IEnumerable<FieldMeter> Ordered() => _object.Fields
        .Where(f => _known.ContainsKey(f.Name))
        .Select(f => _known[f.Name])
        .Concat(_unknown.Values);

    private IEnumerable<string> Headers(FieldMeter meter) => _headers[meter.Field.Name];

    private FieldMeter? Of(SourceColumn column, long rowsBefore)
    {
        if (column.Header.Length == 0 && column.Field is null)
        {
            return null;
        }

        CatalogField? field = column.Field is null ? null : _object.Find(column.Field);
        Dictionary<string, FieldMeter> meters = field is null ? _unknown : _known;
        string name = field?.Name ?? column.Header;
        if (!meters.TryGetValue(name, out FieldMeter? meter))
        {
            // An unknown column may hold anything, so it is treated as if it named a person.
            var scope = new MeterScope(_scope.Source.Catalog, _object, _scope.Shapes, _scope.Today, rowsBefore);
            CatalogField measured = field is not null ? field with { LatestYear = column.Format.LatestYear ?? field.LatestYear } : new CatalogField(name, FieldType.Text, [name], IdentifiesPerson: true);
            meters.Add(name, meter = new FieldMeter(scope, measured, field is null, field is not null && _links.Contains(name))
            {
                IsEarly = !_row.Fields.Contains(name) && _free++ % Shared != 0,
            });
            _headers.TryAdd(name, []);
        }

        if (!_headers[name].Contains(column.Header))
        {
            _headers[name].Add(column.Header);
        }

        return meter;
    }
}
