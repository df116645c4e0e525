using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <summary>A value of a choice to be made.</summary>
/// <param name="Value">What rows store; <see langword="null"/> lets the service number it after the publisher's prefix.</param>
/// <param name="Label">What people see.</param>
/// <param name="Description">What it is for.</param>
public sealed record ChoiceOption(int? Value, LocalizedText Label, LocalizedText? Description = null)
{
    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (Value is { } value)
        {
            json.WriteNumber(nameof(Value), value);
        }
        json.WriteLabel("Label", Label);
        json.WriteEndObject();
    }
}
