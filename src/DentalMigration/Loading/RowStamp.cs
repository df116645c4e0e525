using System.Globalization;
using System.Text.Json;
using DentalMigration.Ledger;

namespace DentalMigration.Loading;

/// <summary>Tells from a row's version, or from who changed it last, whether somebody else did so since we wrote it.</summary>
internal static class RowStamp
{
    /// <summary>What a row is read with so that <see cref="IsOurs"/> can tell.</summary>
    public const string ModifiedBy = "_modifiedby_value";

    /// <summary>The version in a row's entity tag.</summary>
    public static long Version(JsonElement row) =>
        long.Parse(row.GetProperty("@odata.etag").GetString()!.Trim('W', '/', '"'), CultureInfo.InvariantCulture);

    /// <summary>True where the row was last changed by one of the users in whose name our runs went, or does not say by whom.</summary>
    public static bool IsOurs(JsonElement row, IReadOnlySet<Guid> users) =>
        !row.TryGetProperty(ModifiedBy, out JsonElement by) || by.ValueKind != JsonValueKind.String || users.Contains(by.GetGuid());

    /// <summary>True where somebody else changed the row since our last write: its version is another, or, where ours was never read back, its modifier.</summary>
    public static bool IsChanged(LedgerRecord known, JsonElement row, IReadOnlySet<Guid> users) =>
        known.Version is { } version ? version != Version(row) : !IsOurs(row, users);
}
