using System.Collections.Concurrent;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Tests.Sources;

/// <summary>Reads single cells as fields, of the Dr.DENTES patient unless told otherwise.</summary>
internal static class Fields
{
    private static readonly ConcurrentDictionary<(string System, string Object, string Field, ColumnFormat Format), SourceLayout> Layouts = new();

    public static FieldReading Read(string objectName, string field, object? cell, DateOrder order = DateOrder.DayMonthYear, char decimalSign = ',') =>
        Read(ExportFolder.Catalog, objectName, field, cell, order, decimalSign);

    /// <summary>Reads a cell as a field of Dental-Exec, in the formats that system writes.</summary>
    public static FieldReading DentalExec(string objectName, string field, object? cell) =>
        Read(ExportFolder.DentalExec, objectName, field, cell, DateOrder.MonthDayYear, '.');

    private static FieldReading Read(SystemCatalog catalog, string objectName, string field, object? cell, DateOrder order, char decimalSign)
    {
        SourceLayout layout = Layouts.GetOrAdd(
            (catalog.System, objectName, field, new ColumnFormat(order, decimalSign)), of => Layout(catalog, of.Object, of.Field, of.Format));
        return new SourceRecord(layout, new RecordPosition("f.csv", 2), ["1", cell]).Read(field);
    }

    private static SourceLayout Layout(SystemCatalog catalog, string objectName, string field, ColumnFormat format)
    {
        CatalogObject catalogObject = catalog[objectName];
        return new SourceLayout(catalog, catalogObject, [new("K", catalogObject.Key[0], format), new("F", field, format)]);
    }

    public static FieldReading Date(object? cell, DateOrder order = DateOrder.DayMonthYear) => Read("patient", "last_visit_date", cell, order);

    public static FieldReading BirthDate(object? cell) => Read("patient", "birth_date", cell);

    public static FieldReading Moment(object? cell) => Read("patient", "created_on", cell);

    public static FieldReading Time(object? cell) => Read("appointment", "start_time", cell);

    public static FieldReading Amount(object? cell, char decimalSign = ',') => Read("patient", "balance", cell, decimalSign: decimalSign);

    public static FieldReading Integer(object? cell) => Read("patient", "age", cell);

    public static FieldReading Percent(object? cell) => Read("procedure", "discount_rate", cell);

    public static FieldReading Flag(object? cell) => Read("patient", "consent_kvkk", cell);

    public static FieldReading Code(object? cell) => Read("procedure", "procedure_code", cell);

    public static FieldReading Phone(object? cell) => Read("patient", "mobile_phone", cell);

    public static FieldReading Text(object? cell) => Read("patient", "first_name", cell);

    public static FieldReading Note(object? cell) => Read("patient", "notes", cell);
}
