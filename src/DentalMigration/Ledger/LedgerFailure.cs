using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DentalMigration.Ledger;

/// <summary>What a failure of the ledger's file means, and what to do.</summary>
internal static class LedgerFailure
{
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int NotADatabase = 26;

    /// <summary>True for what the disk, and not a statement, is to blame for.</summary>
    public static bool IsOfDisk(SqliteException e) => e.SqliteErrorCode is IoError or Corrupt or Full or NotADatabase;

    /// <summary>The failure a call of SQLite ended with.</summary>
    public static SqliteException Of(sqlite3 connection, int code) =>
        new($"SQLite Error {code}: '{raw.sqlite3_errmsg(connection).utf8_to_string()}'.", code, raw.sqlite3_extended_errcode(connection));

    /// <summary>The failure as the user reads it.</summary>
    public static MigrationException Of(string name, SqliteException e) => e.SqliteErrorCode is Full or IoError
        ? OfDisk(name, e)
        : Damaged(name, $"its content is damaged (SQLite {e.SqliteErrorCode})", e);

    /// <summary>The disk takes no more.</summary>
    public static MigrationException OfDisk(string name, Exception cause) => new(
        "LedgerFull",
        $"Ledger '{name}' could not be written: its disk is full, a quota or file size limit was reached, or the disk failed. Nothing was sent that the ledger does not know. "
        + "Make room, or move the ledger together with its -wal and .seal files to a larger disk, and run again; the run goes on where it stopped.",
        cause);

    /// <summary>The ledger is not what was written.</summary>
    public static MigrationException Damaged(string name, string what, Exception? cause = null) => new(
        "LedgerDamaged",
        $"Ledger '{name}' is not as it was written: {what}. Nothing was done with it. Restore a copy of the ledger with its .seal and -wal files. "
        + $"If you put an older copy in its place on purpose, delete '{name}.seal' and run again: the copy is then checked as far as it can be.",
        cause!);

    /// <summary>A newer release wrote the ledger.</summary>
    public static MigrationException Newer(string name) => new("LedgerNewer", $"Ledger '{name}' was written by a newer release. Update the module.");
}
