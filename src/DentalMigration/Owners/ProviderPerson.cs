using DentalMigration.Sources;

namespace DentalMigration.Owners;

/// <summary>A provider as the export tells of it, all its records together.</summary>
internal sealed class ProviderPerson
{
    /// <summary>Numbers a person has once, whatever code the practice gave.</summary>
    private static readonly string[] Identities = ["national_id", "license_number", "diploma_number", "npi"];

    private readonly HashSet<string> _addresses = new(StringComparer.Ordinal);

    public ProviderPerson(SourceRecord record, DateOnly today)
    {
        Key = record.Key;
        Name = ProviderName.Fold(
            record.Read("full_name").Value as string ?? $"{record.Read("first_name").Value} {record.Read("last_name").Value}");
        Identity = Identities.Select(i => record.Has(i) && record.Read(i).Value is string value ? $"{i}:{value}" : null).FirstOrDefault(v => v is not null);
        Add(record, today);
    }

    public string Key { get; }

    /// <summary>Folded name.</summary>
    public string Name { get; }

    /// <summary>A number of the person's own, with its kind; null where the export has none.</summary>
    public string? Identity { get; }

    /// <summary>True where the export says that the person has left.</summary>
    public bool IsDeparted { get; private set; }

    /// <summary>The folded addresses; more than one is a contradiction.</summary>
    public IReadOnlyCollection<string> Addresses => _addresses;

    /// <summary>Takes in another record of the same key.</summary>
    public void Add(SourceRecord record, DateOnly today)
    {
        if (record.Has("email") && record.Read("email").Value is string email && email.Trim().Length > 0)
        {
            _addresses.Add(MailFold.Of(email));
        }

        IsDeparted |= (record.Has("is_active") && record.Read("is_active").Value is false)
            || (record.Has("is_inactive") && record.Read("is_inactive").Value is true)
            || (record.Has("end_date") && record.Read("end_date").Value is DateOnly end && end <= today);
    }
}
