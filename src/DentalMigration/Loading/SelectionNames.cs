using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Loading;

/// <summary>Records that a selection's records name by something else than their key, such as a provider's name.</summary>
internal sealed class SelectionNames
{
    private readonly Dictionary<string, Dictionary<string, HashSet<string>>> _names = new(StringComparer.Ordinal);

    /// <summary>Adds a name, folded as names are compared.</summary>
    public void Add(string objectName, string field, string name)
    {
        if (!_names.TryGetValue(objectName, out Dictionary<string, HashSet<string>>? fields))
        {
            _names.Add(objectName, fields = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal));
        }

        if (!fields.TryGetValue(field, out HashSet<string>? names))
        {
            fields.Add(field, names = new HashSet<string>(StringComparer.Ordinal));
        }

        names.Add(name);
    }

    /// <summary>How many records of an object are named.</summary>
    public int CountOf(string objectName) => _names.TryGetValue(objectName, out Dictionary<string, HashSet<string>>? fields) ? fields.Values.Sum(n => n.Count) : 0;

    /// <summary>True where the record is named.</summary>
    public bool Contains(SourceRecord record)
    {
        if (!_names.TryGetValue(record.Object.Name, out Dictionary<string, HashSet<string>>? fields))
        {
            return false;
        }

        foreach ((string field, HashSet<string> names) in fields)
        {
            if (record.Object.Find(field) is { Type: FieldType.Text } && record.Read(field).Value is string value && names.Contains(NameFold.Of(record.Object, field, value)))
            {
                return true;
            }
        }

        return false;
    }
}
