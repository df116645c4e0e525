using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace DentalMigration.Ledger;

/// <summary>
/// What the ledger's file was like when it was last brought up to date, and how many commits there have been since it was made, kept in a small
/// file beside it. SQLite cannot tell a flipped byte in the main file, and silently cuts a damaged journal short; by the seal both are noticed.
/// Written after each commit, without waiting for the disk: a seal that lags behind says less, never something wrong.
/// </summary>
internal sealed class LedgerSeal : IDisposable
{
    private const string Mark = "DMIGSEAL1";
    private const int HashSize = 64;
    private const int Size = 9 + 1 + 20 + 1 + 1 + 1 + 20 + 1 + HashSize + 1 + 16 + 1;

    private readonly SafeFileHandle _file;
    private SealedFile _main;

    private LedgerSeal(SafeFileHandle file, SealedFile main, long commits)
    {
        _file = file;
        _main = main;
        Commits = commits;
    }

    /// <summary>How many commits there have been.</summary>
    public long Commits { get; private set; }

    /// <summary>The main file as it was sealed last.</summary>
    public SealedFile Main => _main;

    /// <summary>Where the seal of a ledger is.</summary>
    public static string PathOf(string ledger) => ledger + ".seal";

    /// <summary>What a ledger's seal says; null where there is none, or where it is cut short or damaged itself.</summary>
    public static SealState? Read(string ledger)
    {
        string path = PathOf(ledger);
        if (!File.Exists(path))
        {
            return null;
        }

        byte[] bytes = File.ReadAllBytes(path);
        string[] parts = bytes.Length == Size && Encoding.ASCII.GetString(bytes) is { } text && Check(bytes.AsSpan(0, Size - 18)) == text[^17..^1]
            ? text.Split(' ', '\n')
            : [];
        return parts is [Mark, { } commits, { } state, { } length, { } hash, _, _]
            ? new SealState(
                long.Parse(commits, CultureInfo.InvariantCulture),
                state == "C",
                new SealedFile(long.Parse(length, CultureInfo.InvariantCulture), hash))
            : null;
    }

    /// <summary>Makes, or takes over, the seal of a ledger.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="main">The main file as it is.</param>
    /// <param name="commits">How many commits the ledger holds.</param>
    public static LedgerSeal Open(string ledger, SealedFile main, long commits)
    {
        string path = PathOf(ledger);
        if (!File.Exists(path))
        {
            PrivateFile.Create(path);
        }

        var seal = new LedgerSeal(File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite), main, commits);
        seal.Write(isCheckpointing: false, durable: false);
        return seal;
    }

    /// <summary>Notes a commit that is on disk.</summary>
    public void Committed(long commits)
    {
        Commits = commits;
        Write(isCheckpointing: false, durable: false);
    }

    /// <summary>Says, for good, that the main file is about to change.</summary>
    public void BeginCheckpoint() => Write(isCheckpointing: true, durable: true);

    /// <summary>Seals the main file as it is now.</summary>
    public void EndCheckpoint(SealedFile main)
    {
        _main = main;
        Write(isCheckpointing: false, durable: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Write(bool isCheckpointing, bool durable)
    {
        string body = string.Create(CultureInfo.InvariantCulture, $"{Mark} {Commits:D20} {(isCheckpointing ? 'C' : 'S')} {_main.Length:D20} {_main.Hash}");
        byte[] bytes = Encoding.ASCII.GetBytes($"{body} {Check(Encoding.ASCII.GetBytes(body))}\n");
        RandomAccess.Write(_file, bytes, 0);
        if (durable)
        {
            RandomAccess.FlushToDisk(_file);
        }
    }

    private static string Check(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body))[..16];
}

/// <summary>A file's length and SHA-256, in lower-case hexadecimal.</summary>
internal readonly record struct SealedFile(long Length, string Hash)
{
    /// <summary>Opens a file to be measured. Closing any handle of a file takes SQLite's locks on it away, so this one is closed last.</summary>
    public static SafeFileHandle Open(string path) => File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Measures a file; a gigabyte takes about a second.</summary>
    public static SealedFile Of(SafeFileHandle file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 20];
        long at = 0;
        for (int read; (read = RandomAccess.Read(file, buffer, at)) > 0; at += read)
        {
            hash.AppendData(buffer, 0, read);
        }

        return new SealedFile(at, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}

/// <summary>What a seal says.</summary>
/// <param name="Commits">How many commits there had been.</param>
/// <param name="IsCheckpointing">True where the main file was being brought up to date.</param>
/// <param name="Main">The main file before that.</param>
internal sealed record SealState(long Commits, bool IsCheckpointing, SealedFile Main);
