using System.Data.Common;

namespace DentalMigration.Sources.Database;

/// <summary>
/// The errors of databases in words of our own. A provider's message may quote a connection string or a cell, so none is passed on, nor
/// the exception as a cause where a connection string is involved.
/// </summary>
internal static class DatabaseErrors
{
    /// <summary>True where the exception is the provider's, not ours.</summary>
    public static bool IsOfDatabase(Exception e) =>
        e is DbException or IOException or TimeoutException or InvalidOperationException or ArgumentException or NotSupportedException or System.Net.Sockets.SocketException;

    /// <summary>The database cannot be opened.</summary>
    public static MigrationException Unreachable(Exception e) => new(
        "SourceUnreachable",
        $"The database cannot be opened ({Hint(e)}). Check the connection string, the login's rights and that the server can be reached.");

    /// <summary>A table or query cannot be read.</summary>
    public static MigrationException Unreadable(string name, Exception e) => new(
        "SourceTableUnreadable",
        $"'{name}' cannot be read ({Hint(e)}). Check the login's right to read it, and of a query, that it runs by itself.");

    /// <summary>Makes a connection, or its string; a string that its provider does not understand is not shown.</summary>
    public static T Guard<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception e) when (IsOfDatabase(e) || e is FormatException or KeyNotFoundException)
        {
            throw new MigrationException(
                "ConnectionStringInvalid", "The provider does not understand the connection string. Check its keywords; it is not shown here, since it may hold a password.");
        }
    }

    /// <summary>The code of the standard, or else the provider's type of error: both without a value.</summary>
    private static string Hint(Exception e) => e is DbException { SqlState: { Length: > 0 } state } ? $"SQLSTATE {state}" : e.GetType().Name;
}
