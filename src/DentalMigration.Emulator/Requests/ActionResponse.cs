using System.Buffers;
using System.Text.Json;

namespace DentalMigration.Emulator.Requests;

/// <summary>What a function or an action answers: a complex type of <c>Microsoft.Dynamics.CRM</c>.</summary>
internal static class ActionResponse
{
    public static EmulatorResponse Of(Exchange exchange, string type, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("@odata.context", $"{exchange.Root}$metadata#Microsoft.Dynamics.CRM.{type}");
            write(json);
            json.WriteEndObject();
        }
        return EmulatorResponse.Json(200, buffer.WrittenMemory);
    }
}
