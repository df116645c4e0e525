using System.Runtime.CompilerServices;
using DentalMigration.Profiling;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Loading.Sampling;

/// <summary>
/// Chooses patients for a rehearsal so that each kind is there: active and inactive, insured once, twice or not, with several phases of
/// treatment, with files, and with every trouble a profile finds. The same seed chooses the same patients, in whatever order they come.
/// </summary>
public static class SampleSelector
{
    /// <summary>Chooses, after one reading of the export.</summary>
    /// <param name="source">The source.</param>
    /// <param name="offered">Keys of the patients to choose from; null for all.</param>
    /// <param name="count">How many patients to choose; fewer when there are not so many. Guarantors and subscribers come in addition.</param>
    /// <param name="seed">Any number; the same one chooses the same patients.</param>
    /// <param name="clock">Tells today: a birth date of tomorrow is trouble.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">A file cannot be read at all.</exception>
    public static async Task<Sample> ChooseAsync(
        ISource source, IReadOnlySet<string>? offered, int count, int seed, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var survey = new SampleSurvey(source, clock);
        await survey.ReadAsync(cancellationToken);
        (string Key, SampleTraits Traits)[] candidates =
            [.. survey.Patients.Where(p => offered?.Contains(p.Key) != false).Select(p => (p.Key, p.Value.Traits))];
        HashSet<string> chosen = SampleChooser.Choose(candidates, count, seed);
        var companions = new HashSet<string>(StringComparer.Ordinal);
        var mentions = new HashSet<SampleLink>();
        var waiting = new Queue<string>(chosen);
        while (waiting.TryDequeue(out string? key))
        {
            foreach (SampleLink link in survey.Patients[key].Links)
            {
                if (link.Object != PatientLinks.Patient)
                {
                    mentions.Add(link);
                }
                else if (survey.Patients.ContainsKey(link.Key) && !chosen.Contains(link.Key) && companions.Add(link.Key))
                {
                    waiting.Enqueue(link.Key);
                }
            }
        }

        return new Sample(chosen, companions, mentions, [.. SampleChooser.Single()
            .Select(t => new SampleStratum(
                t.ToString(), candidates.Count(c => (c.Traits & t) != 0), candidates.Count(c => (c.Traits & t) != 0 && chosen.Contains(c.Key))))
            .Where(s => s.Available > 0)]);
    }

    /// <summary>
    /// The whole families of records of a sample, in dependency order: what belongs to the practice, the chosen patients with all their
    /// records, and of their companions and of what is mentioned the record itself. Reads the export once more; keeps nothing.
    /// </summary>
    public static async IAsyncEnumerable<SourceRecord> ReadAsync(ISource source, Sample sample, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(sample);
        if (sample.Patients.Count == 0)
        {
            yield break;
        }

        foreach (CatalogObject o in source.Catalog.Objects.Where(o => o.Migrates && o.Name != CustomFieldFinder.Object && source.Has(o.Name)))
        {
            var links = new PatientLinks(source.Catalog, o);

            // A name finds a record of a file; what is derived is found by its key, since two may share a name.
            string? name = o.Merges && source.Files.Any(f => f.Object == o.Name) ? (o.FallbackKey ?? o.Key)[0] : null;
            HashSet<string>? told = o.Merges ? new HashSet<string>(StringComparer.Ordinal) : null;
            await foreach (SourceRecord record in source.Read(o.Name, cancellationToken))
            {
                bool belongs = links.BelongToPatients ? links.Owner(record) is { } patient && Belongs(sample, o, patient)
                    : !o.Merges || IsMentioned(sample, record, name);
                if (belongs && record.Key.Length > 0 && told?.Add(record.Key) != false)
                {
                    yield return record;
                }
            }
        }
    }

    private static bool Belongs(Sample sample, CatalogObject o, string patient) =>
        sample.Patients.Contains(patient) || (o.Name == PatientLinks.Patient && sample.Companions.Contains(patient));

    private static bool IsMentioned(Sample sample, SourceRecord record, string? name) =>
        sample.Mentions.Contains(new SampleLink(record.Object.Name, record.Key))
        || (name is not null && record.Read(name).Value is string text
            && sample.Mentions.Contains(new SampleLink(record.Object.Name, NameFold.Of(record.Object, name, text), ByName: true)));
}
