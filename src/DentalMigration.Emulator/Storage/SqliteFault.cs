using SQLitePCL;

namespace DentalMigration.Emulator.Storage;

/// <summary>SQLite refused; <see cref="ExtendedCode"/> tells why.</summary>
internal sealed class SqliteFault(int extendedCode, string message) : Exception(message)
{
    private const int UniqueConstraint = 2067;
    private const int PrimaryKeyConstraint = 1555;

    public int ExtendedCode { get; } = extendedCode;

    public bool IsUnique => ExtendedCode is UniqueConstraint or PrimaryKeyConstraint;

    public static SqliteFault From(sqlite3 connection, int code)
    {
        int extended = raw.sqlite3_extended_errcode(connection);
        return new SqliteFault(extended == 0 ? code : extended, raw.sqlite3_errmsg(connection).utf8_to_string());
    }

    public static void Check(sqlite3 connection, int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw From(connection, code);
        }
    }
}
