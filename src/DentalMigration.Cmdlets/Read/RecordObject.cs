using System.Globalization;
using System.Management.Automation;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Commands;

/// <summary>
/// Turns records of one export into small flat objects: where the record stands, then its fields in PascalCase, typed as the catalog says.
/// An unreadable field is null and named in <c>Fault</c>. Only fields the export has a column for are there, and all of a derived object.
/// </summary>
internal sealed class RecordObject(MigrationSource source)
{
    /// <summary>What the field <c>object</c> of a definition is called, since Object is the record's own.</summary>
    public const string AppliesTo = "AppliesTo";

    private readonly Dictionary<string, (string Field, string Property)[]> _fields = new(StringComparer.Ordinal);

    public PSObject Create(SourceRecord record)
    {
        (string Field, string Property)[] fields = FieldsOf(record.Object);
        var readings = new FieldReading[fields.Length];
        string? fault = record.Fault?.Code;
        for (int i = 0; i < fields.Length; i++)
        {
            readings[i] = record.Read(fields[i].Field);
            if (readings[i].Fault is { } bad)
            {
                fault = fault is null ? $"{bad.Code}:{fields[i].Field}" : $"{fault} {bad.Code}:{fields[i].Field}";
            }
        }

        var result = new PSObject();
        result.TypeNames.Insert(0, "DentalMigration.SourceRecord");
        result.TypeNames.Insert(0, $"DentalMigration.SourceRecord#{record.Object.Name}");
        Add(result, "Object", record.Object.Name);
        Add(result, "Key", record.Key);
        Add(result, "File", record.Position.File);
        Add(result, "Line", record.Position.Line);
        Add(result, "Fault", fault);
        Add(result, "Source", source);
        for (int i = 0; i < fields.Length; i++)
        {
            Add(result, fields[i].Property, readings[i].Value);
        }

        return result;
    }

    private (string Field, string Property)[] FieldsOf(CatalogObject o)
    {
        if (!_fields.TryGetValue(o.Name, out (string, string)[]? fields))
        {
            HashSet<string> present =
                [.. source.Source.Files.Where(f => f.Object == o.Name).SelectMany(f => f.Columns).Select(c => c.Field).OfType<string>()];
            fields = [.. o.Fields.Where(f => o.Derived is not null || present.Contains(f.Name)).Select(f => (f.Name, Property(f.Name)))];
            _fields.Add(o.Name, fields);
        }

        return fields;
    }

    private static void Add(PSObject target, string name, object? value) =>
        target.Properties.Add(new PSNoteProperty(name, value), preValidated: true);

    private static string Property(string field) => field == "object" ? AppliesTo : Pascal(field);

    private static string Pascal(string name) =>
        string.Concat(name.Split('_').Select(p => p.Length == 0 ? p : char.ToUpper(p[0], CultureInfo.InvariantCulture) + p[1..]));
}
