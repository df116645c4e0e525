using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Derived;

/// <summary>Makes one object's records from another's. A derived record stands where the record it was made from stands.</summary>
internal abstract class Derivation(CatalogDerivation how, SystemCatalog catalog, CatalogObject target)
{
    private readonly ConcurrentDictionary<SourceLayout, DerivedLayout?> _layouts = new();

    protected CatalogDerivation How => how;

    protected SystemCatalog Catalog => catalog;

    protected CatalogObject Target => target;

    /// <summary>The fields the rule adds, which are in no file; their cells are text in the invariant form.</summary>
    public virtual IReadOnlyList<string> Added => [];

    /// <summary>All records that come from the source's.</summary>
    /// <param name="source">The source, without derived objects.</param>
    /// <param name="hasOwn">True where the object has files of its own as well.</param>
    /// <param name="cancellationToken">Stops between two records.</param>
    public virtual async IAsyncEnumerable<SourceRecord> DeriveAsync(
        ISource source, bool hasOwn, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (SourceRecord record in source.Read(how.From, cancellationToken))
        {
            if (record.Fault is null && Make(record) is { } derived)
            {
                yield return derived;
            }
        }
    }

    /// <summary>The record made from one, or null where it makes none.</summary>
    public abstract SourceRecord? Make(SourceRecord record);

    /// <summary>A record of the target with the fields of another, and what the rule adds; null where the file has none of them.</summary>
    protected SourceRecord? Copy(SourceRecord record, params string?[] added)
    {
        if (Of(record.Layout) is not ({ } layout, { } ordinals, _))
        {
            return null;
        }

        object?[] cells = new object?[ordinals.Length + added.Length];
        for (int i = 0; i < ordinals.Length; i++)
        {
            cells[i] = record.Cell(ordinals[i]);
        }

        for (int i = 0; i < added.Length; i++)
        {
            cells[ordinals.Length + i] = added[i];
        }

        return new SourceRecord(layout, record.Position, cells);
    }

    /// <summary>False where the record cannot have a key of the target, so that a copy of it would be worth nothing.</summary>
    protected bool HasKey(SourceRecord record)
    {
        if (Of(record.Layout) is not { } derived)
        {
            return false;
        }

        foreach (int ordinal in derived.Key)
        {
            if (record.Cell(ordinal) is null or string { Length: 0 })
            {
                return false;
            }
        }

        return true;
    }

    private DerivedLayout? Of(SourceLayout layout)
    {
        if (!_layouts.TryGetValue(layout, out DerivedLayout? derived))
        {
            _layouts.TryAdd(layout, derived = Layout(layout));
        }

        return derived;
    }

    /// <summary>The other object's field that a field of the target is read from.</summary>
    protected string Theirs(string field) => how.Fields?.GetValueOrDefault(field) ?? field;

    private DerivedLayout? Layout(SourceLayout from)
    {
        var columns = new List<SourceColumn>();
        var ordinals = new List<int>();
        foreach (CatalogField field in target.Fields.Where(f => !Added.Contains(f.Name)))
        {
            int ordinal = from.Ordinal(Theirs(field.Name));
            if (ordinal >= 0)
            {
                columns.Add(from.Columns[ordinal] with { Field = field.Name });
                ordinals.Add(ordinal);
            }
        }

        columns.AddRange(Added.Select(f => new SourceColumn(f, f, new ColumnFormat(DateOrder.YearMonthDay, '.'))));
        bool IsKnown(IReadOnlyList<string>? key) =>
            key?.All(k => columns.Exists(c => c.Field == k) || target.OptionalKey?.Contains(k) == true) == true;
        if (!IsKnown(target.Key) && !IsKnown(target.FallbackKey))
        {
            return null;
        }

        var layout = new SourceLayout(catalog, target, columns);
        IEnumerable<int> key = layout.KeyFields.Where(k => target.OptionalKey?.Contains(k) != true).Select(layout.Ordinal);
        return new DerivedLayout(layout, [.. ordinals], [.. key.Where(k => k >= 0 && k < ordinals.Count).Select(k => ordinals[k])]);
    }

    /// <summary>The columns of derived records, and which of the record they are made from each is; the last are those of the key.</summary>
    private sealed record DerivedLayout(SourceLayout Layout, int[] Ordinals, int[] Key);
}
