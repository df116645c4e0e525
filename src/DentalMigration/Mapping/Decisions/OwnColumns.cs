using DentalMigration.Profiling;
using DentalMigration.Sources;
using DentalMigration.Sources.Reading;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Decisions;

/// <summary>The columns that headers of no known field get, or would get if a person decides so: one for each header of an object.</summary>
internal sealed class OwnColumns(MigrationMap map, SystemCatalog catalog, IReadOnlyList<CustomField> found)
{
    private readonly Dictionary<(string Object, string Header), (ColumnMap Column, bool IsDefined)> _columns = [];
    private readonly Dictionary<string, HashSet<string>> _taken = map.Objects
        .GroupBy(o => o.Table).ToDictionary(g => g.Key, g => g.SelectMany(o => o.Columns).Select(c => c.Column).ToHashSet());

    /// <summary>The column of a header, and whether it needs no asking since the export or the map defines it; null where the object's rows can have none.</summary>
    /// <param name="objectName">The object.</param>
    /// <param name="place">Where the header is.</param>
    /// <param name="ordinal">Which of its columns it is.</param>
    public (ColumnMap Column, bool IsDefined)? Of(string objectName, SourcePlace place, int ordinal)
    {
        if (map.Find(objectName) is not { } o || !CustomFields.Takes(o))
        {
            return null;
        }

        string header = place.File.Columns[ordinal].Header;
        if (o.Columns.FirstOrDefault(c => c.From.Any(f => CustomFields.Is(f) && HeaderFold.Fold(CustomFields.Header(f)) == HeaderFold.Fold(header))) is { } mapped)
        {
            return (mapped, true);
        }

        var key = (objectName, HeaderFold.Fold(header));
        if (!_columns.TryGetValue(key, out (ColumnMap Column, bool IsDefined) column))
        {
            CustomField field = Field(objectName, place, ordinal);
            column = (CustomFields.Column(map.Prefix, field, _taken[o.Table]), field.IsDefined);
            _columns.Add(key, column);
        }

        return column;
    }

    /// <summary>The map with them: made where they are defined, proposed where a person is asked.</summary>
    public MigrationMap AddTo(MigrationMap to) => to with { Objects = [.. to.Objects.Select(Add)] };

    private ObjectMap Add(ObjectMap o)
    {
        List<(ColumnMap Column, bool IsDefined)> own = [.. _columns.Where(c => c.Key.Object == o.Object).Select(c => c.Value)];
        ColumnMap[] proposed = [.. own.Where(c => !c.IsDefined).Select(c => c.Column)];
        return own.Count == 0 ? o : o with
        {
            Columns = [.. o.Columns, .. own.Where(c => c.IsDefined).Select(c => c.Column)],
            Proposed = proposed.Length == 0 ? o.Proposed : [.. o.Proposed ?? [], .. proposed],
        };
    }

    private CustomField Field(string objectName, SourcePlace place, int ordinal)
    {
        SourceColumn column = place.File.Columns[ordinal];
        List<object> cells = [.. place.Cells(ordinal)];
        int? longest = cells.Select(c => CellText.Of(c)?.Length).Max();
        string folded = HeaderFold.Fold(column.Header);
        if (found.FirstOrDefault(f => f.Object == objectName && HeaderFold.Fold(f.Header!) == folded) is { } known)
        {
            return known.IsDefined ? known : known with { Longest = longest };
        }

        (FieldType type, IReadOnlyList<string> choices) = Profiling.ColumnType.Infer(catalog, cells);
        return new CustomField(objectName, column.Header, type, choices, column.Header, false, new RecordPosition(place.File.Name, place.File.HeaderLine), null, longest);
    }
}
