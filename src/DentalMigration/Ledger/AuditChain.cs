using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DentalMigration.Ledger;

/// <summary>How entries hang together, and where they do not.</summary>
internal static class AuditChain
{
    /// <summary>The hash of an entry.</summary>
    public static byte[] Link(ReadOnlySpan<byte> previous, string at, string body) =>
        SHA256.HashData([.. previous, .. Encoding.UTF8.GetBytes($"{at}\n{body}")]);

    /// <summary>Looks for the first broken link, holding one entry at a time and the next.</summary>
    /// <param name="lines">The entries in the order they stand in.</param>
    /// <param name="head">The last sequence number and hash there is to be, where that is known.</param>
    /// <param name="progress">Told how many entries were looked at.</param>
    public static AuditBreak? Check(IEnumerable<AuditLine> lines, (long Sequence, string Hash)? head, IProgress<long>? progress)
    {
        long expected = 1;
        string previous = "";
        using IEnumerator<AuditLine> entries = lines.GetEnumerator();
        AuditLine? line = entries.MoveNext() ? entries.Current : null;
        while (line is not null)
        {
            AuditLine? next = entries.MoveNext() ? entries.Current : null;
            if (line.Sequence != expected)
            {
                return line.Sequence > expected
                    ? new AuditBreak(expected, AuditFault.Missing, At($"Entry {expected} is missing; entry {line.Sequence} follows where it should be."))
                    : new AuditBreak(line.Sequence, AuditFault.Inserted, At($"Entry {line.Sequence} stands there twice."));
            }

            if (!Fits(previous, line))
            {
                return Fault(previous, line, next);
            }

            if (expected % 1000 == 0)
            {
                progress?.Report(expected);
            }

            (previous, expected, line) = (line.Hash, expected + 1, next);
        }

        progress?.Report(expected - 1);
        return head is not { } end || (end.Sequence == expected - 1 && end.Hash == previous) ? null
            : end.Sequence > expected - 1 ? new AuditBreak(expected, AuditFault.CutOff, At($"Entry {expected} and what followed were cut off: the log ends at entry {expected - 1}, and there were {end.Sequence}."))
            : end.Sequence < expected - 1 ? new AuditBreak(end.Sequence + 1, AuditFault.Inserted, At($"Entry {end.Sequence + 1} and what follows were added by somebody else than the migration."))
            : new AuditBreak(end.Sequence, AuditFault.Changed, At($"Entry {end.Sequence}, the last, is another than was written, or the log was written anew."));
    }

    /// <summary>True where the entry's hash is that of the hash before it and its own content.</summary>
    private static bool Fits(string previous, AuditLine line) =>
        line.Hash == Convert.ToHexStringLower(Link(Convert.FromHexString(previous), line.At, line.Body)) && (line.Previous.Length == 0 || line.Previous == previous);

    private static AuditBreak Fault(string previous, AuditLine line, AuditLine? next)
    {
        if (next is not null && Convert.ToHexStringLower(Link(Convert.FromHexString(previous), next.At, next.Body)) == next.Hash)
        {
            return new AuditBreak(line.Sequence, AuditFault.Inserted, At($"Entry {line.Sequence} was put in: the next one does not rest on it, but on the one before."));
        }

        return line.Previous.Length > 0 && line.Previous != previous && line.Hash == Convert.ToHexStringLower(Link(Convert.FromHexString(line.Previous), line.At, line.Body))
            ? new AuditBreak(line.Sequence, AuditFault.Missing, At($"Entry {line.Sequence} rests on one that is not there: an entry before it was taken out, or changed."))
            : new AuditBreak(line.Sequence, AuditFault.Changed, At($"Entry {line.Sequence} is not as it was written."));
    }

    internal static string At(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
