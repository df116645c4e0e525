using System.Text.Json;

namespace DentalMigration.Tests.Seeds;

/// <summary>Values of a row as a test compares them.</summary>
internal static class Row
{
    /// <summary>A column's text; null where it is empty.</summary>
    public static string? Text(this JsonElement row, string column) => row.TryGetProperty(column, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;

    /// <summary>What people see of a choice or a lookup.</summary>
    public static string? Shown(this JsonElement row, string column) => row.Text($"{column}@OData.Community.Display.V1.FormattedValue");

    public static decimal Amount(this JsonElement row, string column) => row.GetProperty(column).GetDecimal();

    public static bool? Flag(this JsonElement row, string column) => row.GetProperty(column) is { ValueKind: JsonValueKind.True or JsonValueKind.False } flag ? flag.GetBoolean() : null;
}
