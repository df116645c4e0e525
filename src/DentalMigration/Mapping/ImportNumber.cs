using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DentalMigration.Mapping;

/// <summary>
/// The <c>importsequencenumber</c> on every row of a migration: a positive 31-bit number computed from system and practice scope, so that
/// the rows can be found again without the ledger.
/// </summary>
public static class ImportNumber
{
    /// <summary>The number of a map's migration.</summary>
    public static int Of(MigrationMap map)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{map.System}\u001f{map.Scope}"));
        return (int)(BinaryPrimitives.ReadUInt32BigEndian(hash) & 0x7FFFFFFF) | 1;
    }
}
