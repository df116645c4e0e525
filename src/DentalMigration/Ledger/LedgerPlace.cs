using DentalMigration.Ledger.Store;

namespace DentalMigration.Ledger;

/// <summary>Where a ledger is: its file, and, where the machine may be lost with it, a store outside and a key that is not the machine's.</summary>
/// <param name="Path">The file on this machine.</param>
public sealed record LedgerPlace(string Path)
{
    /// <summary>Opens the store that keeps snapshots of the ledger; null where it is kept on this machine only.</summary>
    public Func<ILedgerStore>? Store { get; init; }

    /// <summary>The secret its encrypted parts are under; null for a key file in the user's profile.</summary>
    public LedgerSecret? Secret { get; init; }

    /// <summary>How old the newest snapshot may get while a run goes on. What was written since is found again row by row, should the ledger be lost.</summary>
    public TimeSpan SnapshotInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Told of waiting and of what came back from the store.</summary>
    public Action<string>? Tell { get; init; }

    /// <summary>True where the ledger is on this machine, or may come from the store.</summary>
    public bool MayExist => Store is not null || File.Exists(Path);

    /// <summary>A ledger on this machine only.</summary>
    public static implicit operator LedgerPlace(string path) => new(path);

    /// <summary>A ledger on this machine only.</summary>
    public static LedgerPlace FromString(string path) => new(path);

    /// <inheritdoc/>
    public override string ToString() => Path;
}
