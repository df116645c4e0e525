using System.Text.Json;

namespace DentalMigration.Emulator.Errors;

/// <summary>A refusal that goes back to the caller in Dataverse's error envelope.</summary>
internal sealed class DataverseFault(int status, string code, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>Hexadecimal code as Dataverse spells it, such as <c>0x80040217</c>.</summary>
    public string Code { get; } = code;

    /// <summary>Seconds for the Retry-After header, when waiting helps.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The answer that carries this refusal.</summary>
    public EmulatorResponse ToResponse()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteString("code", Code);
            json.WriteString("message", Message);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        EmulatorResponse response = EmulatorResponse.Json(Status, buffer.ToArray());
        if (Status == 401)
        {
            response.With("WWW-Authenticate", "Bearer");
        }
        return RetryAfter is { } seconds
            ? response.With("Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture))
            : response;
    }
}
