using DentalMigration.Ledger;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Loading;

/// <summary>
/// Which practice a record belongs to: the one it names, or that of the first record it refers to that has one (a line's plan, a plan's patient).
/// </summary>
internal sealed class PracticeFinder(MigrationLedger ledger, IReadOnlyDictionary<string, int> numbers)
{
    private const string Practice = "practice";

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Learns the practices' names, by which some records refer to them.</summary>
    public async Task LearnAsync(ISource source, CancellationToken cancellationToken)
    {
        _names.Clear();
        if (!source.Has(Practice))
        {
            return;
        }

        await foreach (SourceRecord practice in source.Read(Practice, cancellationToken))
        {
            if (practice.Fault is null && practice.Object.Find("name") is not null && practice.Read("name").Value is string name)
            {
                _names[NameFold.Of(practice.Object, "name", name)] = practice.Key;
            }
        }
    }

    /// <summary>The number of the record's practice; null where it belongs to none.</summary>
    /// <param name="record">The record.</param>
    /// <param name="system">Its system.</param>
    public int? Of(SourceRecord record, SystemCatalog system)
    {
        if (record.Object.Name == Practice)
        {
            return ledger.Practices.Number(record.Key);
        }

        foreach (CatalogReference reference in record.Object.References.Where(r => r.Object == Practice))
        {
            if (record.Read(reference.Field).Value is string value
                && (reference.By is { } by ? _names.GetValueOrDefault(NameFold.Of(system[Practice], by, value)) : value) is { } key)
            {
                return ledger.Practices.Number(key);
            }
        }

        foreach (CatalogReference reference in record.Object.References.Where(r => r.By is null && r.Object != Practice && r.Object != record.Object.Name && numbers.ContainsKey(r.Object)))
        {
            if (record.Read(reference.Field).Value is string key && ledger.Records.Find(numbers[reference.Object], key)?.Practice is { } practice)
            {
                return practice;
            }
        }

        return null;
    }
}
