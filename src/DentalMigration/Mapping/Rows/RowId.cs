using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DentalMigration.Mapping.Rows;

/// <summary>
/// Computes a row's id from what the row is, so that a lookup needs no query and a repeat no luck: a version-8 UUID (RFC 9562) of system,
/// practice scope, object and source key (of the object and not the table, since several objects may share one). The last six bytes, which SQL Server compares first, carry the key where it is a number, so that
/// rows loaded in key order are inserted in index order; otherwise more of the hash.
/// </summary>
public static class RowId
{
    private const long LargestNumber = (1L << 48) - 1;

    /// <summary>The id of one row.</summary>
    /// <param name="system">Short name of the source system.</param>
    /// <param name="scope">Practice scope of the map.</param>
    /// <param name="objectName">Canonical name of the object.</param>
    /// <param name="key">Source key.</param>
    public static Guid Compute(string system, string scope, string objectName, string key)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{system}\u001f{scope}\u001f{objectName}\u001f{key}"), hash);
        Span<byte> id = hash[..16];
        if (long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number <= LargestNumber)
        {
            Span<byte> digits = stackalloc byte[8];
            BinaryPrimitives.WriteInt64BigEndian(digits, number);
            digits[2..].CopyTo(id[10..]);
        }

        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
