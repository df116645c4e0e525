using System.Security.Cryptography;
using System.Text;
using DentalMigration.Ledger;
using DentalMigration.Sources;

namespace DentalMigration.Loading;

/// <summary>
/// The export that a migration was loaded from last, told by the content of its files: going on from another one by mistake would turn rows back. A database or
/// an endpoint does not tell, and passes.
/// </summary>
public static class KnownExport
{
    private const string Name = "lastexport";
    private const string Older = "A delta was picked up from another export than the one that is connected; ";

    /// <summary>Makes sure that a run goes on from the export of the last one.</summary>
    /// <exception cref="MigrationException"><c>SourceDiffers</c>.</exception>
    public static void DemandSame(MigrationLedger ledger, ISource source)
    {
        if (Differs(ledger, Of([.. source.Fingerprints()])))
        {
            throw new MigrationException(
                "SourceDiffers",
                "The run was begun from another export than the one that is connected. Connect that one to go on; an export that was mended goes through Invoke-MigrationBatch, a newer one through Sync-Migration.");
        }
    }

    /// <summary>Makes sure that a load, or a repair, does not go back behind a delta.</summary>
    /// <exception cref="MigrationException"><c>SourceOlder</c>.</exception>
    internal static void DemandNoDelta(MigrationLedger ledger, IReadOnlyList<SourceFingerprint> source)
    {
        if (ledger.Runs.HasDelta() && Differs(ledger, Of(source)))
        {
            throw new MigrationException("SourceOlder", Older + "this one would turn its changes back. Connect the newest export, or pick this one up as a delta.");
        }
    }

    /// <summary>What is to be said where another export is connected than the one that the last delta came from; null where it is that one.</summary>
    public static string? Warning(MigrationLedger ledger, ISource source) =>
        ledger.Runs.HasDelta() && Differs(ledger, Of([.. source.Fingerprints()])) ? Older + "what its changes are shows as differences. Connect the newest export." : null;

    /// <summary>Notes the export that a run reads.</summary>
    internal static void Keep(MigrationLedger ledger, IReadOnlyList<SourceFingerprint> source)
    {
        if (Of(source) is { } known)
        {
            ledger.Set(Name, known);
        }
    }

    private static bool Differs(MigrationLedger ledger, string? export) => export is not null && ledger.Get(Name) is { } known && known != export;

    /// <summary>SHA-256 over the files' checksums, whatever their names and order; null where none has one.</summary>
    internal static string? Of(IReadOnlyList<SourceFingerprint> source)
    {
        string[] checksums = [.. source.Select(f => f.Sha256).Where(s => s.Length > 0).Order(StringComparer.Ordinal)];
        return checksums.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', checksums))));
    }
}
