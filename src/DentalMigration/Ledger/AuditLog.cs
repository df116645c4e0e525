using System.Globalization;

namespace DentalMigration.Ledger;

/// <summary>
/// The append-only audit log. Each entry is hashed together with the hash of the one before, so that a change anywhere breaks the chain
/// from there on; the last entry is noted apart, so that an end cut off is noticed too. Entries hold ids, counts and codes, never a patient.
/// </summary>
public sealed class AuditLog
{
    /// <summary>Lets nobody change or delete an entry by a statement.</summary>
    internal const string Triggers = """
        CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
        CREATE TRIGGER audit_undeleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
        """;

    private const string Head = "audithead";
    private const int Page = 500;

    private readonly LedgerConnection _file;
    private readonly TimeProvider _clock;
    private (long Sequence, byte[] Hash)? _last;

    internal AuditLog(LedgerConnection file, TimeProvider clock)
    {
        _file = file;
        _clock = clock;
    }

    /// <summary>Appends an entry.</summary>
    /// <param name="entry">What was done; serialised as JSON.</param>
    public void Append(AuditEntry entry)
    {
        string at = _clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        string body = AuditLine.Write(entry);
        lock (_file.Gate)
        {
            (long sequence, byte[] previous) = _last ??=
                _file.Find<(long, byte[])?>(r => (r.GetInt64(0), r.GetBytes(1)), "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1") ?? (0, []);
            byte[] hash = AuditChain.Link(previous, at, body);
            _file.Write("INSERT INTO audit(seq, at, body, hash) VALUES(@1,@2,@3,@4)", ++sequence, at, body, hash);
            _file.Set(Head, string.Create(CultureInfo.InvariantCulture, $"{sequence} {Convert.ToHexStringLower(hash)}"));
            _last = (sequence, hash);
        }
    }

    /// <summary>All entries in order, streamed.</summary>
    /// <param name="after">Only those behind this one.</param>
    public IEnumerable<AuditLine> Read(long after = 0)
    {
        string previous = after == 0 ? "" : HashOf(after) ?? "";
        while (true)
        {
            List<AuditLine> page = _file.Query(
                r => new AuditLine(r.GetInt64(0), r.GetString(1), r.GetString(2), "", Convert.ToHexStringLower(r.GetBytes(3))),
                "SELECT seq, at, body, hash FROM audit WHERE seq>@1 ORDER BY seq LIMIT @2",
                after,
                Page);
            foreach (AuditLine line in page)
            {
                yield return line with { Previous = previous };
                previous = line.Hash;
            }

            if (page.Count < Page)
            {
                yield break;
            }

            after = page[^1].Sequence;
        }
    }

    /// <summary>Looks for the first broken link, from the first entry to the last that is noted apart.</summary>
    /// <param name="progress">Told how many entries were looked at.</param>
    /// <returns>What is wrong, or null when the log is whole.</returns>
    public AuditBreak? Check(IProgress<long>? progress = null) => AuditChain.Check(Read(), Noted(), progress);

    /// <summary>Looks for the first broken link.</summary>
    /// <returns>The sequence number of the first broken link, or null when the log is whole.</returns>
    public long? FindBreak() => Check()?.Sequence;

    /// <summary>Whether a copy of the log, kept elsewhere, is whole, and this log still goes on from it: nothing that it holds was changed here.</summary>
    /// <param name="copy">The copy's entries.</param>
    /// <param name="progress">Told how many entries were looked at.</param>
    /// <returns>What is wrong with the copy, or here; null where both agree.</returns>
    public AuditBreak? CheckAgainst(IEnumerable<AuditLine> copy, IProgress<long>? progress = null)
    {
        AuditBreak? differing = null;
        IEnumerable<AuditLine> Compared()
        {
            using IEnumerator<AuditLine> here = Read().GetEnumerator();
            foreach (AuditLine line in copy)
            {
                AuditLine? ours = here.MoveNext() ? here.Current : null;
                differing ??= ours is null
                    ? new AuditBreak(line.Sequence, AuditFault.CutOff, AuditChain.At($"The ledger's log ends before entry {line.Sequence}, which the copy has."))
                    : ours.Hash != line.Hash ? new AuditBreak(line.Sequence, AuditFault.Changed, AuditChain.At($"Entry {line.Sequence} of the ledger is another than in the copy."))
                    : null;
                yield return line;
            }
        }

        return AuditChain.Check(Compared(), null, progress) ?? differing ?? Check();
    }

    private string? HashOf(long sequence) =>
        _file.Scalar("SELECT hash FROM audit WHERE seq=@1", sequence) is byte[] hash ? Convert.ToHexStringLower(hash) : null;

    private (long Sequence, string Hash)? Noted()
    {
        if (_file.Get(Head) is { } text && text.Split(' ') is [{ } sequence, { } hash])
        {
            return (long.Parse(sequence, CultureInfo.InvariantCulture), hash);
        }

        return (0, "");
    }
}
