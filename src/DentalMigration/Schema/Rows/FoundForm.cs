using System.Text.Json;

namespace DentalMigration.Schema.Rows;

/// <summary>A main form that is there.</summary>
internal sealed record FoundForm(Guid Id, string Table, string Xml, bool IsDefault, bool IsActive)
{
    public static FoundForm Read(JsonElement row) => new(
        row.GetProperty("formid").GetGuid(),
        row.GetProperty("objecttypecode").GetString()!,
        row.GetProperty("formxml").GetString() ?? "",
        row.GetProperty("isdefault").ValueKind == JsonValueKind.True,
        row.GetProperty("formactivationstate") is not { ValueKind: JsonValueKind.Number } state || state.GetInt32() == 1);
}
