using System.Buffers;
using System.Text.Json;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Testing;

/// <summary>What tests ask the emulator, below <c>/emulator/</c>.</summary>
internal static class TestEndpoint
{
    public static EmulatorResponse Handle(Engine engine, FaultPlan faults, string method, Uri url, ReadOnlyMemory<byte> body)
    {
        string name = url.AbsolutePath["/emulator/".Length..].TrimEnd('/');
        switch (method.ToUpperInvariant(), name)
        {
            case ("GET", "digest"):
                using (ReadScope source = engine.Database.Read())
                {
                    bool exact = string.Equals(new QueryString(url.Query)["exact"], "true", StringComparison.OrdinalIgnoreCase);
                    return Respond(json => json.WriteString("digest", new Digest(source, exact).Compute()));
                }
            case ("GET", "stats"):
                return engine.Stats.ToResponse();
            case ("POST", "faults"):
                faults.Configure(body);
                return EmulatorResponse.NoContent();
            case ("DELETE", "faults"):
                faults.Clear();
                return EmulatorResponse.NoContent();
            default:
                throw Fault.NoSuchPath();
        }
    }

    private static EmulatorResponse Respond(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return EmulatorResponse.Json(200, buffer.WrittenMemory);
    }
}
