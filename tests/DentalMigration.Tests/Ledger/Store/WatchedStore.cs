using DentalMigration.Ledger.Store;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Ledger.Store;

/// <summary>A store that a dead machine cannot write to any more, and that counts what came to it.</summary>
public sealed class WatchedStore(ILedgerStore store, Func<bool> isDead) : ILedgerStore
{
    /// <summary>Pre-images that were appended, and are in the store.</summary>
    public int Images { get; private set; }

    public string Name => store.Name;

    public void Acquire(Action<string>? tell) => store.Acquire(tell);

    public void DemandHeld() => Alive().DemandHeld();

    public LedgerSnapshot? Find() => Alive().Find();

    public void Download(Stream target) => Alive().Download(target);

    public IEnumerable<byte[]> ReadJournals(long generation) => Alive().ReadJournals(generation);

    public long BeginJournal() => Alive().BeginJournal();

    public void Append(ReadOnlyMemory<byte> piece)
    {
        Alive().Append(piece);
        Images += piece.Span.Count((byte)'\n');
    }

    public void Upload(LedgerSnapshot snapshot, Func<long, Memory<byte>, int> read) => Alive().Upload(snapshot, read);

    public void Purge() => Alive().Purge();

    public void Dispose() => store.Dispose();

    private ILedgerStore Alive() => isDead() ? throw new PowerCutException() : store;
}
