using System.Text.Json;

namespace DentalMigration.Schema.Rows;

/// <summary>A chart that is there.</summary>
internal sealed record FoundChart(Guid Id, string Table, string Name, bool IsOurs)
{
    public static FoundChart Read(JsonElement row) => new(
        row.GetProperty("savedqueryvisualizationid").GetGuid(),
        row.GetProperty("primaryentitytypecode").GetString()!,
        row.GetProperty("name").GetString()!,
        row.GetProperty("description").GetString() is { } text && SchemaMarker.IsOurs(text));
}
