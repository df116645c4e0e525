using DentalMigration.Profiling;
using DentalMigration.Profiling.Keys;
using DentalMigration.Profiling.Values;
using DentalMigration.Sources;
using DentalMigration.Sources.Derived;
using DentalMigration.Systems;

namespace DentalMigration.Loading.Sampling;

/// <summary>
/// Reads an export once and keeps for each patient what it can be chosen for; memory grows with patients, keys of other records move to a
/// file where they are many. An object in which keys occur twice is read once more, so that all their owners are known, whatever the order.
/// </summary>
internal sealed class SampleSurvey : IDisposable
{
    private readonly ISource _source;
    private readonly DateOnly _today;
    private readonly PatientKind _kind;
    private readonly KeyStore _store = new();
    private readonly Dictionary<string, KeySet> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, PatientTraits> _persons = [];
    private readonly Dictionary<SampleLink, SampleLink> _pool = [];

    /// <param name="source">The source; what it derives is not read, since it repeats what its own records say.</param>
    /// <param name="clock">Tells today.</param>
    public SampleSurvey(ISource source, TimeProvider clock)
    {
        _source = source is DerivingSource deriving ? deriving.Inner : source;
        _today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        _kind = new PatientKind(source.Catalog);
    }

    /// <summary>Every patient by key.</summary>
    public Dictionary<string, PatientTraits> Patients { get; } = new(StringComparer.Ordinal);

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        foreach (CatalogObject o in _source.Catalog.Objects.Where(o => o.Migrates && o.Name != CustomFieldFinder.Object && _source.Has(o.Name)))
        {
            await ReadAsync(o, cancellationToken);
        }

        foreach (PatientTraits patient in Patients.Values.Where(p => p.Links.Any(l => l.Object == PatientLinks.Patient && !Patients.ContainsKey(l.Key))))
        {
            patient.Add(SampleTraits.MissingReferences);
        }
    }

    public void Dispose() => _store.Dispose();

    private async Task ReadAsync(CatalogObject o, CancellationToken cancellationToken)
    {
        var links = new PatientLinks(_source.Catalog, o);
        var troubles = new TroubleReader(_source.Catalog, o, _today);
        var keys = new KeySet(_store);
        HashSet<ulong> twice = [];
        (string Field, KeySet Keys)[] references = [.. o.References
            .Where(r => r.By is null && _keys.ContainsKey(r.Object)).Select(r => (r.Field, _keys[r.Object]))];
        await foreach (SourceRecord record in _source.Read(o.Name, cancellationToken))
        {
            ulong hash = ValueHash.Of(record.Key);
            if (record.Key.Length > 0 && !keys.Add(hash) && !o.Merges)
            {
                twice.Add(hash);
            }

            if (OwnerOf(links, record) is not { } patient)
            {
                continue;
            }

            patient.Add(troubles.Of(record));
            _kind.Note(record, patient);
            foreach (SampleLink link in links.Of(record).Where(l => l.Object != PatientLinks.Patient || links.Owner(record) != l.Key))
            {
                patient.Link(Pooled(link));
            }

            if (Array.Exists(references, r => record.Read(r.Field).Value is string key && !r.Keys.Contains(ValueHash.Of(key))))
            {
                patient.Add(SampleTraits.MissingReferences);
            }
        }

        // What is also derived has more keys than its own file.
        if (o.Derived is null && o.Key.Count == 1 && o.Name != PatientLinks.Patient)
        {
            _keys.Add(o.Name, keys);
        }

        if (twice.Count > 0 && links.BelongToPatients)
        {
            await NoteDuplicatesAsync(o, links, twice, cancellationToken);
        }
    }

    private PatientTraits? OwnerOf(PatientLinks links, SourceRecord record)
    {
        if (links.Owner(record) is not { } key)
        {
            return null;
        }

        if (record.Object.Name != PatientLinks.Patient)
        {
            return Patients.GetValueOrDefault(key);
        }

        if (!Patients.TryGetValue(key, out PatientTraits? patient))
        {
            Patients.Add(key, patient = new PatientTraits());
        }

        if (PatientKind.Person(record) is > 0 and var person && !_persons.TryAdd(person, patient))
        {
            patient.Add(SampleTraits.Duplicates);
            _persons[person].Add(SampleTraits.Duplicates);
        }

        return patient;
    }

    private async Task NoteDuplicatesAsync(CatalogObject o, PatientLinks links, HashSet<ulong> twice, CancellationToken cancellationToken)
    {
        await foreach (SourceRecord record in _source.Read(o.Name, cancellationToken))
        {
            if (twice.Contains(ValueHash.Of(record.Key)) && links.Owner(record) is { } key)
            {
                Patients.GetValueOrDefault(key)?.Add(SampleTraits.Duplicates);
            }
        }
    }

    /// <summary>One instance of equal links: thousands of patients name the same payer.</summary>
    private SampleLink Pooled(SampleLink link)
    {
        if (link.Object == PatientLinks.Patient)
        {
            return link;
        }

        if (!_pool.TryGetValue(link, out SampleLink known))
        {
            _pool.Add(link, known = link);
        }

        return known;
    }
}
