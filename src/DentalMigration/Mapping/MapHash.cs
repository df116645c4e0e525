using System.Security.Cryptography;
using System.Text.Json;
using DentalMigration.Mapping.NamedValues;

namespace DentalMigration.Mapping;

/// <summary>The fingerprint an approval covers: SHA-256 of the map's canonical JSON without its approval and its schema, in lower-case hex.</summary>
public static class MapHash
{
    /// <summary>The map's fingerprint.</summary>
    public static string Of(MigrationMap map) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(ValueMapNames.Fold(map) with { Approval = null, Schema = null }, MapFile.Compact)));
}
