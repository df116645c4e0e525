using System.Text.Json;
using DentalMigration.Ledger;
using DentalMigration.Loading.Owners;

namespace DentalMigration.Undo;

/// <summary>Tells from a row's version, or from who changed it last, whether somebody else did so since we wrote it.</summary>
internal static class RowVersion
{
    /// <summary>The version in a row's entity tag.</summary>
    public static long Of(JsonElement row) => OwnerRows.Version(row);

    /// <summary>True where somebody else changed the row since. The row was read with <c>_modifiedby_value</c>.</summary>
    public static bool IsChanged(UndoContext context, LedgerRecord known, JsonElement row) => known.Version is { } version
        ? version != Of(row)
        : !IsOurs(context, row);

    /// <summary>True where the row was last changed in the name of one of our runs. The row was read with <c>_modifiedby_value</c>.</summary>
    public static bool IsOurs(UndoContext context, JsonElement row) =>
        !row.TryGetProperty("_modifiedby_value", out JsonElement by) || by.ValueKind != JsonValueKind.String || context.Ours.Contains(by.GetGuid());
}
