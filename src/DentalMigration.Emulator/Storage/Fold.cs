using System.Buffers;
using System.Text;
using SQLitePCL;

namespace DentalMigration.Emulator.Storage;

/// <summary>
/// The <c>fold</c> SQL function: text as comparisons see it, upper case over all of Unicode and without trailing spaces,
/// as in the service's case-insensitive collation. Deterministic, so indexes may be built on it.
/// </summary>
internal static class Fold
{
    private static readonly SearchValues<byte> NeedsFolding =
        SearchValues.Create([.. Enumerable.Range('a', 26).Select(b => (byte)b), .. Enumerable.Range(128, 128).Select(b => (byte)b)]);

    public static void Register(sqlite3 connection) =>
        raw.sqlite3_create_function(connection, "fold", 1, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null, Invoke);

    /// <summary>The folded form of a value that a query compares with.</summary>
    public static string Text(string value) => value.TrimEnd(' ').ToUpperInvariant();

    private static void Invoke(sqlite3_context context, object userData, sqlite3_value[] arguments)
    {
        sqlite3_value value = arguments[0];
        if (raw.sqlite3_value_type(value) != raw.SQLITE_TEXT)
        {
            raw.sqlite3_result_null(context);
            return;
        }
        ReadOnlySpan<byte> text = raw.sqlite3_value_blob(value);
        ReadOnlySpan<byte> trimmed = text.TrimEnd((byte)' ');
        if (trimmed.IndexOfAny(NeedsFolding) < 0 && trimmed.Length > 0)
        {
            raw.sqlite3_result_text(context, trimmed);
            return;
        }
        raw.sqlite3_result_text(context, Encoding.UTF8.GetString(trimmed).ToUpperInvariant());
    }
}
