using System.Security.Cryptography;

namespace DentalMigration.Ledger.Store;

/// <summary>
/// Keeps an open ledger in its store: after each commit the pre-images that were written go there before the commit returns, so before their updates
/// leave; now and then, and when a run begins and ends, a snapshot of the file. Between two checkpoints the file does not change, so it is read
/// while the run goes on.
/// </summary>
internal sealed class LedgerKeeper : ILedgerWatch, IDisposable
{
    private const int LargestPiece = 4 << 20;
    private const long LargestJournal = 64 << 20;
    private const int MostPieces = 40_000;
    public const string StoreName = "store";

    private const string SessionName = "session";
    private const string EarlierName = "earliersession";

    private readonly LedgerConnection _file;
    private readonly ILedgerStore _store;
    private readonly string _ledgerId;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _interval;
    private readonly List<(int Object, string Key, long Run)> _images = [];
    private LedgerSnapshot? _kept;
    private Task? _upload;
    private long _journal;
    private long _journalLength;
    private long _known;
    private int _pieces;
    private long _lastAt;
    private bool _began;

    /// <param name="file">The ledger.</param>
    /// <param name="store">Its store, held.</param>
    /// <param name="kept">The newest snapshot there.</param>
    /// <param name="known">The commits that need not be kept again: the snapshot's, or all there are in a ledger that came back just now; -1 for none.</param>
    /// <param name="ledgerId">The ledger's id.</param>
    /// <param name="interval">How long a snapshot is new enough.</param>
    /// <param name="clock">The clock.</param>
    public LedgerKeeper(LedgerConnection file, ILedgerStore store, LedgerSnapshot? kept, long known, string ledgerId, TimeSpan interval, TimeProvider clock)
    {
        (_file, _store, _kept, _ledgerId, _interval, _clock) = (file, store, kept, ledgerId, interval, clock);
        _known = known;
        _lastAt = clock.GetTimestamp();
        file.Watch = this;
    }

    /// <summary>The store as the user named it.</summary>
    public string Name => _store.Name;

    /// <summary>True where a ledger on this machine knows itself as the one the snapshot was taken of.</summary>
    public static bool IsOf(LedgerConnection file, LedgerSnapshot kept) =>
        file.Commits >= kept.Commits && (kept.Session == file.Get(SessionName) || kept.Session == file.Get(EarlierName));

    /// <inheritdoc/>
    public void ImageKept(int objectNumber, string key, long run) => _images.Add((objectNumber, key, run));

    /// <inheritdoc/>
    public void EditNoted(int objectNumber, string key) => _images.Add((objectNumber, key, 0));

    /// <summary>Takes a snapshot now and waits for it.</summary>
    public void Keep() => _file.Guard(() =>
    {
        Await();
        Begin();
        Await();
    });

    /// <inheritdoc/>
    public void Committed(long commits)
    {
        _store.DemandHeld();
        if (_images.Count > 0)
        {
            Send();
            _store.DemandHeld(); // it may have taken longer than a lease lasts
        }

        bool isFull = _journalLength >= LargestJournal || _pieces >= MostPieces;
        if (_began && _upload is null or { IsCompleted: true })
        {
            if ((isFull || _clock.GetElapsedTime(_lastAt) >= _interval) && commits > (_kept?.Commits ?? 0))
            {
                Await();
                Begin();
            }
        }
        else if (_began && isFull)
        {
            BeginJournal(); // a snapshot is under way; all journals from its own on are read
        }
    }

    /// <summary>The last snapshot, where anything was written since the one before; the store stays held.</summary>
    public void Finish() => _file.Guard(() =>
    {
        Await();
        _file.CommitQuietly();
        if (_file.Commits > _known)
        {
            Begin();
            Await();
        }
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Watch = null;
        try
        {
            Await();
        }
        catch (MigrationException)
        {
            // The ledger has failed before; why was said then.
        }
        finally
        {
            _store.Dispose();
        }
    }

    /// <summary>Under the gate: brings the file up to date and begins to copy it.</summary>
    private void Begin()
    {
        _store.DemandHeld();
        if (!_began)
        {
            Claim();
            _began = true;
        }

        SealedFile main = _file.BeginReading();
        BeginJournal();
        _images.Clear(); // they are in the file
        var snapshot = new LedgerSnapshot(_journal, _ledgerId, _file.Get(SessionName)!, _file.Commits, main.Length, main.Hash, _clock.GetUtcNow());
        _file.CommitQuietly();
        _lastAt = _clock.GetTimestamp();
        _upload = Task.Run(() =>
        {
            try
            {
                _store.Upload(snapshot, _file.ReadMain);
                _kept = snapshot;
                _known = snapshot.Commits;
            }
            finally
            {
                _file.EndReading();
            }
        });
    }

    /// <summary>
    /// Names this opening as the one that writes from here on. Where the last name never came to the store, it is used again, since the snapshot there is
    /// of the one before it.
    /// </summary>
    private void Claim()
    {
        string? current = _file.Get(SessionName);
        if (current is null || current == _kept?.Session)
        {
            _file.Set(EarlierName, current ?? "");
            _file.Set(SessionName, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        }

        _file.Set(StoreName, _store.Name);
        _file.CommitQuietly();
    }

    /// <summary>Under the gate: appends the images that were committed, whole lines, in pieces.</summary>
    private void Send()
    {
        if (!_began)
        {
            Begin(); // the snapshot holds them
            Await();
            return;
        }

        using var piece = new MemoryStream();
        foreach ((int number, string key, long run) in _images)
        {
            PreImageLine? line = run == 0 ? EditLine(number, key) : _file.Find(
                r => new PreImageLine(
                    number, key, run, r.GetBytes(0), r.IsDBNull(1) ? Guid.Empty : r.GetId(1), r.IsDBNull(2) || r.GetInt32(2) == 1, !r.IsDBNull(3) && r.GetInt32(3) == 1),
                """
                SELECT p.body, r.id, r.made, r.edited FROM preimages p LEFT JOIN records r ON r.object=p.object AND r.key=p.key
                WHERE p.object=@1 AND p.key=@2 AND p.run=@3
                """,
                number,
                key,
                run);
            piece.Write(line?.ToBytes() ?? []);
            if (piece.Length >= LargestPiece)
            {
                Append(piece);
            }
        }

        _file.CommitQuietly();
        Append(piece);
        _images.Clear();
    }

    /// <summary>Appends what has gathered; a line may be cut between two pieces, since a journal is read as a whole.</summary>
    private void Append(MemoryStream lines)
    {
        for (int at = 0; at < lines.Length; at += LargestPiece)
        {
            int length = (int)Math.Min(LargestPiece, lines.Length - at);
            _store.Append(lines.GetBuffer().AsMemory(at, length));
            _journalLength += length;
            _pieces++;
        }

        lines.SetLength(0);
    }

    private void BeginJournal() => (_journal, _journalLength, _pieces) = (_store.BeginJournal(), 0, 0);

    private static PreImageLine EditLine(int number, string key) => new(number, key, 0, [], Guid.Empty, Made: true, Edited: true);

    private void Await()
    {
        Task? upload = _upload;
        _upload = null;
        upload?.GetAwaiter().GetResult();
    }
}
