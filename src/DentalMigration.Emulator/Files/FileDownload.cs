using System.Buffers;
using System.Globalization;
using System.Text.Json;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Files;

/// <summary>GET of a file or image: its bytes by <c>$value</c>, base64 in JSON without; the whole or a <c>Range</c>.</summary>
internal static class FileDownload
{
    public static EmulatorResponse Handle(Exchange exchange, FilePlace place, bool raw)
    {
        exchange.Caller.Demand("Read", place.Table);
        StoredFile? file;
        using (IRowSource source = exchange.Read())
        {
            place.CheckRow(source);
            file = place.Read(source);
        }
        if (file is null)
        {
            return EmulatorResponse.NoContent();
        }
        int start = 0;
        int end = file.Content.Length;
        bool partial = exchange.Header("Range") is { } header && TryRange(header, ref start, ref end);
        if (partial && start >= Math.Max(1, file.Content.Length))
        {
            return new EmulatorResponse(416).With("Content-Range", Invariant($"bytes */{file.Content.Length}"));
        }
        ReadOnlyMemory<byte> content = file.Content.AsMemory(start, end - start);
        EmulatorResponse response = raw
            ? new EmulatorResponse(200) { Body = content }.With("Content-Type", FileRules.DefaultType)
            : Json(exchange, place, content);
        response.StatusCode = partial ? 206 : 200;
        if (partial)
        {
            response.With("Content-Range", Invariant($"bytes {start}-{end - 1}/{file.Content.Length}")).With("x-ms-chunk-size",
                Invariant($"{FileRules.ChunkSize}"));
        }
        string name = Uri.EscapeDataString(file.Name);
        return response.With("x-ms-file-size", Invariant($"{file.Content.Length}")).With("x-ms-file-name", name).With("mimetype",
            file.MimeType)
            .With("Content-Disposition", $"attachment; filename=\"{name}\"")
            .With("Access-Control-Expose-Headers", partial ? "x-ms-file-size; x-ms-file-name; x-ms-chunk-size; mimetype"
                : "x-ms-file-size; x-ms-file-name; mimetype");
    }

    private static EmulatorResponse Json(Exchange exchange, FilePlace place, ReadOnlyMemory<byte> content)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("@odata.context", $"{exchange.Root}$metadata#{place.Table.SetName}({place.Row})/{place.Column.Name}");
            json.WriteBase64String("value", content.Span);
            json.WriteEndObject();
        }
        return EmulatorResponse.Json(200, buffer.WrittenMemory);
    }

    /// <summary>Reads <c>bytes=a-b</c>; anything else asks for the whole file.</summary>
    private static bool TryRange(string header, ref int start, ref int end)
    {
        string[] parts = header.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase) ? header["bytes=".Length..].Split('-') : [];
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long from))
        {
            return false;
        }
        long to = long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long last) ? last : long.MaxValue - 1;
        if (to < from)
        {
            return false;
        }
        start = (int)Math.Min(from, end);
        end = (int)Math.Min(to + 1, end);
        return true;
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
