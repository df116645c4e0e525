using System.Runtime.CompilerServices;
using DentalMigration.Sources.Profiles;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Derived;

/// <summary>
/// A source whose derived objects are read like any other: first the records of their own files, then those made from other objects by the
/// catalog's rules. Nothing is kept; each reading derives anew.
/// </summary>
public sealed class DerivingSource : ISource
{
    private readonly ISource _inner;

    private DerivingSource(ISource inner) => _inner = inner;

    /// <inheritdoc/>
    public SystemCatalog Catalog => _inner.Catalog;

    /// <inheritdoc/>
    public TimeZoneInfo TimeZone => _inner.TimeZone;

    /// <inheritdoc/>
    public string Name => _inner.Name;

    /// <inheritdoc/>
    public IReadOnlyList<SourceFile> Files => _inner.Files;

    /// <inheritdoc/>
    public IReadOnlyList<SourceFault> Faults => _inner.Faults;

    /// <summary>The source without the derived objects.</summary>
    internal ISource Inner => _inner;

    /// <inheritdoc/>
    public bool CanReopen => _inner.CanReopen;

    /// <inheritdoc/>
    public string? Caveat => _inner.Caveat;

    /// <inheritdoc/>
    public SourceDecisions? Decisions => _inner.Decisions;

    /// <inheritdoc/>
    public async Task<ISource> DecideAsync(SourceDecisions decisions, CancellationToken cancellationToken) =>
        new DerivingSource(await _inner.DecideAsync(decisions, cancellationToken));

    /// <inheritdoc/>
    public IAsyncEnumerable<SourcePlace> SurveyAsync(CancellationToken cancellationToken) => _inner.SurveyAsync(cancellationToken);

    /// <inheritdoc/>
    public IEnumerable<SourceFingerprint> Fingerprints() => _inner.Fingerprints();

    /// <summary>The source with its catalog's derived objects; the same one where it has them already.</summary>
    public static ISource Over(ISource inner) => inner is DerivingSource ? inner : new DerivingSource(inner);

    /// <inheritdoc/>
    public bool Has(string objectName) => _inner.Has(objectName) || Derivations(objectName).Any();

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceRecord> Read(string objectName, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        bool hasOwn = _inner.Has(objectName);
        if (hasOwn)
        {
            await foreach (SourceRecord record in _inner.Read(objectName, cancellationToken))
            {
                yield return record;
            }
        }

        foreach (CatalogDerivation derivation in Derivations(objectName))
        {
            Derivation rule = DerivationList.Create(derivation, Catalog, Catalog[objectName]);
            await foreach (SourceRecord record in rule.DeriveAsync(_inner, hasOwn, cancellationToken))
            {
                yield return record;
            }
        }
    }

    /// <inheritdoc/>
    public Task<SourceAttachment> OpenAttachmentAsync(string objectName, string reference, CancellationToken cancellationToken = default) =>
        _inner.OpenAttachmentAsync(Holder(objectName), reference, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<AttachmentInfo> FindAttachmentAsync(string objectName, string reference, CancellationToken cancellationToken = default) =>
        _inner.FindAttachmentAsync(Holder(objectName), reference, cancellationToken);

    /// <inheritdoc/>
    public double? PartRead(string objectName) => Derivations(objectName).Any() ? null : _inner.PartRead(objectName);

    /// <inheritdoc/>
    public long Size(string objectName) => _inner.Size(objectName) + Derivations(objectName).Sum(d => _inner.Size(d.From));

    /// <inheritdoc/>
    public void Dispose() => _inner.Dispose();

    /// <summary>The object that has the files a record names: its own, or the one it was made from.</summary>
    private string Holder(string objectName) =>
        _inner.Has(objectName) ? objectName : Derivations(objectName).Select(d => d.From).FirstOrDefault(objectName);

    private IEnumerable<CatalogDerivation> Derivations(string objectName) =>
        (Catalog.Objects.FirstOrDefault(o => o.Name == objectName)?.Derived ?? []).Where(d => _inner.Has(d.From));
}
