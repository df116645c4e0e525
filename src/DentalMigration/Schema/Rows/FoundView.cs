using System.Text.Json;

namespace DentalMigration.Schema.Rows;

/// <summary>A view that is there.</summary>
internal sealed record FoundView(Guid Id, string Table, string Name, int QueryType, bool IsDefault, bool IsOurs)
{
    public static FoundView Read(JsonElement row) => new(
        row.GetProperty("savedqueryid").GetGuid(),
        row.GetProperty("returnedtypecode").GetString()!,
        row.GetProperty("name").GetString()!,
        row.GetProperty("querytype").GetInt32(),
        row.GetProperty("isdefault").ValueKind == JsonValueKind.True,
        row.GetProperty("description").GetString() is { } text && SchemaMarker.IsOurs(text));
}
