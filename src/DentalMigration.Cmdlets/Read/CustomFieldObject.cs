using System.Management.Automation;
using System.Text.Json;
using DentalMigration.Profiling;

namespace DentalMigration.Commands;

/// <summary>Turns custom fields into small flat objects with the properties every record has, and what is known of the field.</summary>
internal static class CustomFieldObject
{
    public static PSObject Create(MigrationSource source, CustomField field)
    {
        var result = new PSObject();
        result.TypeNames.Insert(0, "DentalMigration.SourceRecord");
        result.TypeNames.Insert(0, $"DentalMigration.SourceRecord#{CustomFieldFinder.Object}");
        Add(result, "Object", CustomFieldFinder.Object);
        Add(result, "Key", field.Key);
        Add(result, "File", field.Position.File);
        Add(result, "Line", field.Position.Line);
        Add(result, "Fault", field.Fault);
        Add(result, "Source", source);
        Add(result, RecordObject.AppliesTo, field.Object);
        Add(result, "FieldName", field.Name);
        Add(result, "FieldType", JsonNamingPolicy.CamelCase.ConvertName(field.Type.ToString()));
        Add(result, "Choices", field.Choices.ToArray());
        Add(result, "IsDefined", field.IsDefined);
        Add(result, "HasColumn", field.Header is not null);
        return result;
    }

    private static void Add(PSObject target, string name, object? value) =>
        target.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
}
