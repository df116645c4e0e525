using System.Buffers;
using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <summary>The recurring pieces of definitions.</summary>
internal static class DefinitionJson
{
    /// <summary>The bytes of one object whose members <paramref name="members"/> writes.</summary>
    public static ReadOnlyMemory<byte> Object(Action<Utf8JsonWriter> members) => Write(json =>
    {
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
    });

    /// <summary>The bytes that <paramref name="value"/> writes.</summary>
    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> value)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            value(json);
        }
        return buffer.WrittenMemory;
    }

    /// <summary>A <c>Label</c> with its languages; nothing when there is none.</summary>
    public static void WriteLabel(this Utf8JsonWriter json, string name, LocalizedText? text)
    {
        if (text is null)
        {
            return;
        }
        json.WriteStartObject(name);
        json.WriteString("@odata.type", "Microsoft.Dynamics.CRM.Label");
        json.WriteStartArray("LocalizedLabels");
        foreach ((int language, string label) in text.Texts)
        {
            json.WriteStartObject();
            json.WriteString("@odata.type", "Microsoft.Dynamics.CRM.LocalizedLabel");
            json.WriteString("Label", label);
            json.WriteNumber("LanguageCode", language);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary><c>"name":{"Value":"…"}</c>.</summary>
    public static void WriteValueObject(this Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject(name);
        json.WriteString("Value", value);
        json.WriteEndObject();
    }

    /// <summary>The options of a choice.</summary>
    public static void WriteOptions(this Utf8JsonWriter json, IReadOnlyList<ChoiceOption> options)
    {
        json.WriteStartArray("Options");
        foreach (ChoiceOption option in options)
        {
            option.Write(json);
        }
        json.WriteEndArray();
    }

    /// <summary><c>"name":["a","b"]</c>.</summary>
    public static void WriteTexts(this Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }
        json.WriteEndArray();
    }
}
