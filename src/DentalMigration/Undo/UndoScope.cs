using DentalMigration.Ledger;
using DentalMigration.Mapping;

namespace DentalMigration.Undo;

/// <summary>Which rows an undo is about.</summary>
internal sealed class UndoScope
{
    private readonly HashSet<string> _objects;

    private UndoScope(UndoOptions options, HashSet<string> objects, IReadOnlySet<int>? practices)
    {
        Run = options.Run;
        _objects = objects;
        Practices = practices;
    }

    /// <summary>The one run; null for all.</summary>
    public long? Run { get; }

    /// <summary>Numbers of the practices; null for all.</summary>
    public IReadOnlySet<int>? Practices { get; }

    /// <summary>Reads the options against the ledger.</summary>
    /// <exception cref="MigrationException"><c>UndoScopeMixed</c>, <c>RunUnknown</c>, <c>RunNotUndoable</c>, <c>ObjectUnknown</c>, <c>PracticeUnknown</c>.</exception>
    public static UndoScope Of(UndoOptions options, MigrationLedger ledger, MigrationMap map)
    {
        if (options.Run is not null && (options.Objects.Count > 0 || options.Practices.Count > 0))
        {
            throw new MigrationException("UndoScopeMixed", "Give one run, or objects and practices, not both.");
        }

        if (options.Run is { } run)
        {
            string kind = ledger.Undo.KindOf(run)
                ?? throw new MigrationException("RunUnknown", $"The ledger has no run {run}; its newest is {ledger.Runs.Last()}. The audit log lists them.");
            if (kind == "undo")
            {
                throw new MigrationException("RunNotUndoable", $"Run {run} was an undo, and what it took back is loaded again by a load, not by an undo.");
            }
        }

        foreach (string name in options.Objects.Where(n => map.Find(n) is null))
        {
            throw new MigrationException("ObjectUnknown", $"The map has no object '{name}'. It has {string.Join(", ", map.Objects.Select(o => o.Object))}.");
        }

        var practices = new HashSet<int>();
        foreach (string key in options.Practices)
        {
            practices.Add(ledger.Practices.Find(key)
                ?? throw new MigrationException("PracticeUnknown", $"The ledger has no rows of practice '{key}'. Give the practice's key as the export has it."));
        }

        return new UndoScope(options, new HashSet<string>(options.Objects, StringComparer.Ordinal), practices.Count > 0 ? practices : null);
    }

    /// <summary>True where rows of the object may be concerned.</summary>
    public bool Has(string objectName) => _objects.Count == 0 || _objects.Contains(objectName);

    /// <summary>True where the row is to be deleted; its object is one of ours.</summary>
    public bool Deletes(LedgerRecord row) => row.Made && (Run is { } run ? row.Born == run : IsOfPractice(row));

    /// <summary>True where columns of the row are to be put back.</summary>
    public bool Restores(LedgerRecord row) => Run is null ? !row.Made && IsOfPractice(row) : !Deletes(row);

    private bool IsOfPractice(LedgerRecord row) => Practices is null || (row.Practice is { } practice && Practices.Contains(practice));
}
