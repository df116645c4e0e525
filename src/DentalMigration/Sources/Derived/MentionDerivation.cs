using System.Runtime.CompilerServices;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Derived;

/// <summary>
/// One record of each mention: the payer a policy names, the dentist who referred a patient. Those of the same key are one row. A name that a
/// record of the object's own file has is no mention of another: the reference finds that record by its name.
/// </summary>
internal sealed class MentionDerivation(CatalogDerivation how, SystemCatalog catalog, CatalogObject target) : Derivation(how, catalog, target)
{
    public override SourceRecord? Make(SourceRecord record) => HasKey(record) && Copy(record) is { Fault: null } mention ? mention : null;

    public override async IAsyncEnumerable<SourceRecord> DeriveAsync(
        ISource source, bool hasOwn, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string> own = [];
        if (hasOwn)
        {
            await foreach (SourceRecord record in source.Read(Target.Name, cancellationToken))
            {
                if (Name(record) is { } name)
                {
                    own.Add(name);
                }
            }
        }

        await foreach (SourceRecord mention in base.DeriveAsync(source, hasOwn, cancellationToken))
        {
            if (Name(mention) is not { } name || !own.Contains(name))
            {
                yield return mention;
            }
        }
    }

    private string? Name(SourceRecord record)
    {
        string field = (Target.FallbackKey ?? Target.Key)[0];
        return record.Read(field).Value is string name ? NameFold.Of(Target, field, name) : null;
    }
}
