namespace DentalMigration.Sources.Reading;

/// <summary>Stands in a record for a value that its database or answer could not give, so that the field is at fault and not the record.</summary>
internal sealed class UnreadableCell
{
    public static readonly UnreadableCell Instance = new();

    private UnreadableCell()
    {
    }
}
