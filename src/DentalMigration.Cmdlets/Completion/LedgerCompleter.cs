using DentalMigration.Ledger;

namespace DentalMigration.Commands;

/// <summary>
/// Base of the completers that look into a ledger: that of the migration on the line, or the file given with -Ledger. One that a run works
/// with, or that is so large that opening it is felt, is left alone.
/// </summary>
public abstract class LedgerCompleter : QuietCompleter
{
    private const long Largest = 64L << 20;

    private protected sealed override IAsyncEnumerable<Completion> FindAsync(TypedLine line, CancellationToken stop)
    {
        // On this machine only: a store outside takes its time, and a lease.
        LedgerPlace? place = line.Migration is { } migration ? migration.Place with { Store = null } : line.Ledger is { } file ? new LedgerPlace(file) : null;
        if (place is null || new FileInfo(place.Path) is not { Exists: true, Length: <= Largest })
        {
            return Otherwise(line).ToAsyncEnumerable();
        }

        List<Completion> found;
        try
        {
            using MigrationLedger ledger = MigrationLedger.Open(place, TimeProvider.System, mustExist: true);
            found = [.. Find(ledger, line)];
        }
        catch (MigrationException)
        {
            found = [.. Otherwise(line)];
        }

        return found.ToAsyncEnumerable();
    }

    /// <summary>What the ledger has.</summary>
    private protected abstract IEnumerable<Completion> Find(MigrationLedger ledger, TypedLine line);

    /// <summary>What there is to say without the ledger.</summary>
    private protected virtual IEnumerable<Completion> Otherwise(TypedLine line) => [];

    /// <summary>The problems of the run that Get-MigrationHold would list.</summary>
    private protected static IEnumerable<LedgerProblem> Problems(MigrationLedger ledger, TypedLine line) =>
        ledger.Problems.Of(line.Number("Run") ?? ledger.Runs.LastLoaded())
            .Where(p => line.Text("Object") is not { } only || p.Object == only);
}
