using System.Collections;
using System.Reflection;
using DentalMigration.Reports.Documents;
using DentalMigration.Reports.Writing;

namespace DentalMigration.Reports;

/// <summary>The columns of flat records, and how to read them.</summary>
internal sealed class RecordShape
{
    private readonly Type? _type;
    private readonly PropertyInfo[] _properties = [];

    private RecordShape(Type type)
    {
        _type = type;
        _properties = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanRead && p.GetIndexParameters().Length == 0)];
        Columns = [.. _properties.Select(p => new ReportColumn(p.Name, AlignmentOf(Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType)))];
    }

    private RecordShape(IDictionary first) => Columns = [.. first.Keys.Cast<object>().Select(
        key => new ReportColumn(ReportValue.Text(key), ReportValue.IsNumber(first[key]) ? ColumnAlignment.Right : ColumnAlignment.Left))];

    /// <summary>A column per property or key.</summary>
    public IReadOnlyList<ReportColumn> Columns { get; }

    /// <summary>The shape of the first record, which all must have.</summary>
    public static RecordShape Of(object first) => first is IDictionary keyed ? new RecordShape(keyed) : new RecordShape(first.GetType());

    /// <summary>A record's values, one per column.</summary>
    /// <exception cref="MigrationException"><c>ReportRowsDiffer</c> where the record has another shape.</exception>
    public IReadOnlyList<object?> Values(object row)
    {
        if (row is IDictionary keyed && _type is null)
        {
            int known = Columns.Count(column => keyed.Contains(column.Name));
            return known == keyed.Count ? [.. Columns.Select(column => keyed[column.Name])] : throw Differs();
        }

        return row.GetType() == _type ? [.. _properties.Select(p => p.GetValue(row))] : throw Differs();
    }

    private static MigrationException Differs() =>
        new("ReportRowsDiffer", "A report of records takes one kind of record: write each kind to a report of its own.");

    private static ColumnAlignment AlignmentOf(Type type) =>
        type.IsPrimitive && type != typeof(bool) && type != typeof(char) || type == typeof(decimal) ? ColumnAlignment.Right : ColumnAlignment.Left;
}
