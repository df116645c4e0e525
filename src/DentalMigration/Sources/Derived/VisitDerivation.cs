using System.Runtime.CompilerServices;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Derived;

/// <summary>
/// A patient's being seen at a practice that is not the patient's own: what becomes a connection between the two. Practices are compared as
/// they are referred to, by id or by name.
/// </summary>
internal sealed class VisitDerivation(CatalogDerivation how, SystemCatalog catalog, CatalogObject target) : Derivation(how, catalog, target)
{
    private readonly Dictionary<string, (string? Id, string? Name)> _home = new(StringComparer.Ordinal);

    public override SourceRecord? Make(SourceRecord record)
    {
        if (record.Read(Theirs("patient_id")).Value is not string patient || !_home.TryGetValue(patient, out (string? Id, string? Name) home))
        {
            return null;
        }

        (string? id, string? name) = Practice(record);
        bool isElsewhere = id is not null && home.Id is not null ? id != home.Id : name is not null && home.Name is not null && name != home.Name;
        return isElsewhere && Copy(record) is { Fault: null } visit ? visit : null;
    }

    public override async IAsyncEnumerable<SourceRecord> DeriveAsync(
        ISource source, bool hasOwn, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (SourceRecord patient in source.Read("patient", cancellationToken))
        {
            (string? Id, string? Name) home = Practice(patient);
            if (patient.Fault is null && home != default)
            {
                _home.TryAdd(patient.Key, home);
            }
        }

        await foreach (SourceRecord visit in base.DeriveAsync(source, hasOwn, cancellationToken))
        {
            yield return visit;
        }
    }

    /// <summary>The practice a record names. There are few, so each is kept once.</summary>
    private static (string? Id, string? Name) Practice(SourceRecord record) => (
        record.Read("practice_id").Value is string id ? string.Intern(id) : null,
        record.Read("practice_name").Value is string name ? string.Intern(HeaderFold.Fold(name)) : null);
}
