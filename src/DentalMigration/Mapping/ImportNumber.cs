using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DentalMigration.Mapping;

/// <summary>
/// The <c>importsequencenumber</c> on every row of a migration: a positive 31-bit number computed from system, practice scope and object, so
/// that an object's rows can be found again without the ledger, also where several objects share a table.
/// </summary>
public static class ImportNumber
{
    /// <summary>The number on the rows of one object.</summary>
    public static int Of(MigrationMap map, ObjectMap o) => Of(map, o.Object);

    /// <summary>The number on what the migration makes that is no record's row, such as a currency.</summary>
    public static int Of(MigrationMap map) => Of(map, "");

    private static int Of(MigrationMap map, string objectName)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{map.System}\u001f{map.Scope}\u001f{objectName}"));
        return (int)(BinaryPrimitives.ReadUInt32BigEndian(hash) & 0x7FFFFFFF) | 1;
    }
}
