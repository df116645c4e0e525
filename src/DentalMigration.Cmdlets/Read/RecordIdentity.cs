using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Which record a piped object is, by its Object and Key; whatever else a script did to it.</summary>
internal readonly record struct RecordIdentity(string Object, string Key)
{
    public static RecordIdentity? Of(PSObject input) =>
        input.Properties["Object"]?.Value?.ToString() is { Length: > 0 } o && input.Properties["Key"]?.Value?.ToString() is { } key
            ? new RecordIdentity(o, key)
            : null;
}
