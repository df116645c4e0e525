using System.Reflection;
using DentalMigration.Reports.Documents;

namespace DentalMigration.Reports;

/// <summary>
/// What a flat record tells beside what a report knows of it, so that a measure that gets more to say says it here too. Checksums and causes
/// are for programs: a page leaves them out.
/// </summary>
internal sealed class ExtraColumns
{
    private static readonly string[] ForPrograms = ["Checksum", "Cause"];

    private readonly PropertyInfo[] _properties;

    /// <param name="type">The record's type.</param>
    /// <param name="known">Names of the properties a report shows itself.</param>
    public ExtraColumns(Type type, params string[] known)
    {
        _properties = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0 && !known.Contains(p.Name))];
        Columns = [.. _properties.Select(p => new ReportColumn(p.Name, IsNumber(p.PropertyType) ? ColumnAlignment.Right : ColumnAlignment.Left)
        {
            IsForPrograms = ForPrograms.Any(end => p.Name.EndsWith(end, StringComparison.Ordinal)),
        })];
    }

    /// <summary>A column for each property that is not known.</summary>
    public IReadOnlyList<ReportColumn> Columns { get; }

    /// <summary>Their values.</summary>
    public IEnumerable<object?> Values(object record) => _properties.Select(p => p.GetValue(record));

    /// <summary>The value of one of them; null where there is none of that name.</summary>
    public object? Value(object record, string name) => Array.Find(_properties, p => p.Name == name)?.GetValue(record);

    private static bool IsNumber(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is { IsPrimitive: true } plain
        ? plain != typeof(bool) && plain != typeof(char)
        : (Nullable.GetUnderlyingType(type) ?? type) == typeof(decimal);
}
