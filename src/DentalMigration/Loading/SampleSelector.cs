using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using DentalMigration.Profiling;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Loading;

/// <summary>
/// Chooses patients for a rehearsal so that each kind is there: by status, insured or not, with none, one or several treatment plans. The
/// same seed chooses the same patients. Yields the chosen patients' whole families of records in dependency order.
/// </summary>
public static class SampleSelector
{
    private const string Patient = "patient";

    /// <summary>Chooses and yields.</summary>
    /// <param name="source">The source.</param>
    /// <param name="offered">Keys of the patients to choose from; null for all.</param>
    /// <param name="count">How many patients to choose; fewer when there are not so many.</param>
    /// <param name="seed">Any number; the same one chooses the same patients.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async IAsyncEnumerable<SourceRecord> SelectAsync(
        ISource source, IReadOnlySet<string>? offered, int count, int seed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string> chosen = Choose(await StrataAsync(source, offered, cancellationToken), count, seed);
        foreach (CatalogObject o in source.Catalog.Objects.Where(o => o.Migrates && o.Name != CustomFieldFinder.Object && source.Has(o.Name)))
        {
            string? field = o.References.FirstOrDefault(r => r.Object == Patient && r.By is null)?.Field;
            await foreach (SourceRecord record in source.Read(o.Name, cancellationToken))
            {
                bool belongs = o.Name == Patient ? chosen.Contains(record.Key)
                    : field is null ? !o.Merges // what merges is mentioned, and comes with those who mention it
                    : (record.Read(field).Value is string patient && chosen.Contains(patient));
                if (belongs && record.Fault is null)
                {
                    yield return record;
                }
            }
        }
    }

    private static async Task<Dictionary<string, List<string>>> StrataAsync(
        ISource source, IReadOnlySet<string>? offered, CancellationToken cancellationToken)
    {
        var plans = new Dictionary<string, int>(StringComparer.Ordinal);
        if (source.Has("treatment_plan"))
        {
            await foreach (SourceRecord plan in source.Read("treatment_plan", cancellationToken))
            {
                if (plan.Read("patient_id").Value is string patient)
                {
                    plans[patient] = plans.GetValueOrDefault(patient) + 1;
                }
            }
        }

        var strata = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        await foreach (SourceRecord patient in source.Read(Patient, cancellationToken))
        {
            if (patient.Fault is not null || offered?.Contains(patient.Key) == false)
            {
                continue;
            }

            string status = patient.Read("status").Value as string ?? patient.Read("is_active").Value?.ToString() ?? "";
            bool insured = patient.Read("insurance_carrier").Value is not null;
            string stratum = $"{HeaderFold.Fold(status)}|{insured}|{Math.Min(2, plans.GetValueOrDefault(patient.Key))}";
            if (!strata.TryGetValue(stratum, out List<string>? members))
            {
                strata.Add(stratum, members = []);
            }

            members.Add(patient.Key);
        }

        return strata;
    }

    /// <summary>Takes from the strata in turn, so that small ones are there too, in an order the seed decides.</summary>
    private static HashSet<string> Choose(Dictionary<string, List<string>> strata, int count, int seed)
    {
        List<Queue<string>> queues = [.. strata.OrderBy(s => s.Key, StringComparer.Ordinal)
            .Select(s => new Queue<string>(s.Value.OrderBy(k => Order(seed, k), StringComparer.Ordinal)))];
        int total = strata.Values.Sum(s => s.Count);
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        foreach (Queue<string> queue in queues)
        {
            int share = Math.Max(1, (int)((long)queue.Count * count / Math.Max(1, total)));
            while (share-- > 0 && queue.Count > 0 && chosen.Count < count)
            {
                chosen.Add(queue.Dequeue());
            }
        }

        foreach (string key in queues.SelectMany(q => q).OrderBy(k => Order(seed, k), StringComparer.Ordinal))
        {
            if (chosen.Count >= count)
            {
                break;
            }

            chosen.Add(key);
        }

        return chosen;
    }

    private static string Order(int seed, string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|{key}")).AsSpan(0, 8));
}
