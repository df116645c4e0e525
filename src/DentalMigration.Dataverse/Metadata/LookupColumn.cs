using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <summary>The lookup of a relationship. Its schema name becomes the navigation property, case and all.</summary>
public sealed record LookupColumn : ColumnDefinition
{
    internal override string Type => "Lookup";

    internal override void WriteOwn(Utf8JsonWriter json)
    {
    }
}
