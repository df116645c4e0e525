namespace DentalMigration.Dataverse;

/// <summary>Annotations of values in query results.</summary>
public enum QueryAnnotations
{
    /// <summary>None.</summary>
    None,

    /// <summary>The text that a person sees, as <c>@OData.Community.Display.V1.FormattedValue</c>.</summary>
    Formatted,

    /// <summary>All; lookups tell their table and navigation property.</summary>
    All,
}
