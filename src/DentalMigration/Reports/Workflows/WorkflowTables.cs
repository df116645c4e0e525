using DentalMigration.Mapping;
using DentalMigration.Systems;

namespace DentalMigration.Reports.Workflows;

/// <summary>Where objects and fields are in the new schema, by a map.</summary>
internal sealed class WorkflowTables(MigrationMap map, SystemCatalog catalog)
{
    /// <summary>Logical name of an object's table; null where the map leaves the object out.</summary>
    public string? Table(string objectName) => map.Find(objectName)?.Table;

    /// <summary>The table as a sentence names it.</summary>
    public string Named(string objectName) => map.Find(objectName) is { } o
        ? o.Create is { } create ? $"{create.Plural} ({o.Table})" : o.Table
        : $"(the map has no table for {objectName})";

    /// <summary>
    /// The column a field goes to: the one it fills alone, or with its time of day; null where the map has none, or has it only as a part of
    /// a name or a text.
    /// </summary>
    public ColumnMap? Column(string objectName, string field) => map.Find(objectName)?.Columns
        .Where(c => c.From.Contains(field) && (c.From.Count == 1 || c.Transform is "start" or "moment") && c.Column != "overriddencreatedon")
        .OrderBy(c => c.From.Count).FirstOrDefault();

    /// <summary>True where the system knows the field.</summary>
    public bool IsField(string objectName, string field) => catalog.Objects.FirstOrDefault(o => o.Name == objectName)?.Find(field) is not null;

    /// <summary>The lookup of an object's table to its patient, as a flow names its value; null where the table is the patients'.</summary>
    public string? PatientId(string objectName) => objectName == "patient" ? null
        : map.Find(objectName)?.Columns.FirstOrDefault(c => c.Lookup == "patient") is { } lookup ? $"_{lookup.Column}_value" : null;

    /// <summary>True where the column has a time of day.</summary>
    public bool HasTime(string objectName, ColumnMap column) =>
        column.Create is { } create ? create.Type == ColumnType.DateTime
        : column.Transform is "start" or "end" or "moment" || catalog[objectName].Find(column.From[0])?.Type == FieldType.DateTime;
}
