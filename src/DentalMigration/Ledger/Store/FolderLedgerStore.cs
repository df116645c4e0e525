using System.Globalization;
using System.Text.Json;

namespace DentalMigration.Ledger.Store;

/// <summary>
/// Keeps a ledger in a folder, such as a share on another machine: <c>NAME.json</c> says which <c>NAME.GENERATION.snapshot</c> is the newest,
/// <c>NAME.GENERATION.preimages</c> are the journals, <c>NAME.lock</c> is held by the run.
/// </summary>
public sealed class FolderLedgerStore : ILedgerStore
{
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int WouldBlock = 11;
    private const int WouldBlockOnMac = 35;

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    private readonly string _folder;
    private readonly string _ledger;
    private FileStream? _lock;
    private FileStream? _journal;
    private long _looked;

    /// <param name="folder">The folder; it must be there.</param>
    /// <param name="ledger">The ledger's file name.</param>
    public FolderLedgerStore(string folder, string ledger) => (_folder, _ledger) = (Path.GetFullPath(folder), ledger);

    /// <inheritdoc/>
    public string Name => _folder;

    private string Manifest => Path.Combine(_folder, _ledger + ".json");

    /// <inheritdoc/>
    public void Acquire(Action<string>? tell)
    {
        if (!Directory.Exists(_folder))
        {
            throw StoreFailure.Missing(_folder);
        }

        try
        {
            _lock = new FileStream(Path.Combine(_folder, _ledger + ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (e.HResult is SharingViolation or WouldBlock or WouldBlockOnMac)
        {
            throw StoreFailure.InUse(_folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreFailure.Unreachable(_folder, e, e.Message);
        }
    }

    /// <inheritdoc/>
    public void DemandHeld()
    {
        if (_lock is null)
        {
            throw StoreFailure.Lost(_folder);
        }

        if (_looked != 0 && TimeProvider.System.GetElapsedTime(_looked) < LookAgain)
        {
            return;
        }

        try
        {
            // A share that was away for a while has given the lock to somebody else, and takes no byte from us.
            RandomAccess.Write(_lock.SafeFileHandle, "1"u8, 0);
            _looked = TimeProvider.System.GetTimestamp();
        }
        catch (IOException e)
        {
            throw StoreFailure.Lost(_folder, e);
        }
    }

    /// <inheritdoc/>
    public LedgerSnapshot? Find() => Do(() =>
    {
        try
        {
            return File.Exists(Manifest) ? JsonSerializer.Deserialize<LedgerSnapshot>(File.ReadAllBytes(Manifest)) : null;
        }
        catch (JsonException)
        {
            throw StoreFailure.Damaged(_folder);
        }
    });

    /// <inheritdoc/>
    public void Download(Stream target) => Do(() =>
    {
        using FileStream file = File.OpenRead(SnapshotPath(Find()!.Generation));
        file.CopyTo(target);
    });

    /// <inheritdoc/>
    public IEnumerable<byte[]> ReadJournals(long generation) =>
        Files("preimages").Where(f => f.Generation >= generation).OrderBy(f => f.Generation).Select(f => Do(() => File.ReadAllBytes(f.Path)));

    /// <inheritdoc/>
    public long BeginJournal()
    {
        long generation = Math.Max(Find()?.Generation ?? 0, Files("preimages").Select(f => f.Generation).DefaultIfEmpty().Max()) + 1;
        Do(() =>
        {
            _journal?.Dispose();
            string path = JournalPath(generation);
            PrivateFile.Create(path);
            _journal = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        });
        return generation;
    }

    /// <inheritdoc/>
    public void Append(ReadOnlyMemory<byte> piece) => Do(() =>
    {
        _journal!.Write(piece.Span);
        _journal.Flush(flushToDisk: true);
    });

    /// <inheritdoc/>
    public void Upload(LedgerSnapshot snapshot, Func<long, Memory<byte>, int> read) => Do(() =>
    {
        string path = SnapshotPath(snapshot.Generation);
        Write(path, file =>
        {
            byte[] buffer = new byte[1 << 20];
            long at = 0;
            for (int n; (n = read(at, buffer)) > 0; at += n)
            {
                file.Write(buffer.AsSpan(0, n));
            }
        });
        string manifest = Manifest + ".new";
        Write(manifest, file => JsonSerializer.Serialize(file, snapshot));
        File.Move(manifest, Manifest, overwrite: true);
        foreach ((_, string old) in Files("snapshot").Concat(Files("preimages")).Where(f => f.Generation < snapshot.Generation))
        {
            try
            {
                File.Delete(old);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Somebody reads it, a virus scanner for instance; the next snapshot takes it away.
            }
        }
    });

    /// <inheritdoc/>
    public void Purge() => Do(() =>
    {
        _journal?.Dispose();
        _journal = null;
        File.Delete(Manifest);
        foreach ((_, string path) in Files("snapshot").Concat(Files("preimages")))
        {
            File.Delete(path);
        }
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _journal?.Dispose();
        _lock?.Dispose();
        _lock = null;
    }

    private static void Write(string path, Action<FileStream> write)
    {
        File.Delete(path);
        PrivateFile.Create(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        write(file);
        file.Flush(flushToDisk: true);
    }

    private string SnapshotPath(long generation) => PathOf(generation, "snapshot");

    private string JournalPath(long generation) => PathOf(generation, "preimages");

    private string PathOf(long generation, string kind) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{_ledger}.{generation:D8}.{kind}"));

    private List<(long Generation, string Path)> Files(string kind) =>
        [.. from path in Do(() => Directory.GetFiles(_folder, $"{_ledger}.*.{kind}"))
            let middle = Path.GetFileName(path)[(_ledger.Length + 1)..^(kind.Length + 1)]
            where long.TryParse(middle, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            select (long.Parse(middle, CultureInfo.InvariantCulture), path)];

    private void Do(Action work) => Do(() =>
    {
        work();
        return true;
    });

    private T Do<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreFailure.Unreachable(_folder, e, e.Message);
        }
    }
}
