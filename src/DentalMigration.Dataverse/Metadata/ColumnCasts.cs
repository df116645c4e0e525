namespace DentalMigration.Dataverse;

/// <summary>
/// The requests that read what only some types of columns have. <c>$expand=Attributes</c> returns what all have; the rest needs
/// the collection cast to each type (powerapps-docs, webapi/query-metadata-web-api.md).
/// </summary>
internal static class ColumnCasts
{
    private const string Choices = "$select=LogicalName&$expand=OptionSet,GlobalOptionSet";

    private static readonly (string Type, string Query)[] All =
    [
        ("String", "$select=LogicalName,MaxLength,FormatName"),
        ("Memo", "$select=LogicalName,MaxLength,Format"),
        ("Integer", "$select=LogicalName,MinValue,MaxValue,Format"),
        ("BigInt", "$select=LogicalName,MinValue,MaxValue"),
        ("Decimal", "$select=LogicalName,MinValue,MaxValue,Precision"),
        ("Double", "$select=LogicalName,MinValue,MaxValue,Precision"),
        ("Money", "$select=LogicalName,MinValue,MaxValue,Precision"),
        ("DateTime", "$select=LogicalName,Format,DateTimeBehavior"),
        ("Boolean", "$select=LogicalName&$expand=OptionSet"),
        ("Picklist", Choices),
        ("MultiSelectPicklist", Choices),
        ("State", "$select=LogicalName&$expand=OptionSet"),
        ("Status", "$select=LogicalName&$expand=OptionSet"),
        ("Lookup", "$select=LogicalName,Targets"),
        ("File", "$select=LogicalName,MaxSizeInKB"),
        ("Image", "$select=LogicalName,MaxSizeInKB"),
    ];

    /// <summary>The addresses of the casts, below the address of a table's definition.</summary>
    public static IEnumerable<string> Of(string table) =>
        All.Select(cast => $"{table}/Attributes/Microsoft.Dynamics.CRM.{cast.Type}AttributeMetadata?{cast.Query}");
}
