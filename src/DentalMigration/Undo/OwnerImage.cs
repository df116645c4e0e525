using System.Text.Json;
using DentalMigration.Loading;

namespace DentalMigration.Undo;

/// <summary>What the image of a row says about its owner.</summary>
/// <param name="Before">Who it was.</param>
/// <param name="After">Whom the run gave the row to; null where that is no bind.</param>
/// <param name="Known">Number of the owner the ledger had; null where it had none.</param>
internal readonly record struct OwnerImage(Guid Before, Guid? After, int? Known)
{
    /// <summary>How an owner is written, and so named in an image.</summary>
    public const string Property = "ownerid@odata.bind";

    /// <summary>Reads it from an image that has an owner.</summary>
    public static OwnerImage Of(JsonElement image)
    {
        JsonElement before = image.GetProperty("before");
        string after = image.GetProperty("after").GetProperty(Property).ToString();
        return new OwnerImage(
            before.GetProperty(Property).GetGuid(),
            Guid.TryParse(after.AsSpan(after.LastIndexOf('(') + 1).TrimEnd(')'), out Guid given) ? given : null,
            before.TryGetProperty(StepImages.LedgerOwner, out JsonElement number) && number.ValueKind == JsonValueKind.Number ? number.GetInt32() : null);
    }
}
