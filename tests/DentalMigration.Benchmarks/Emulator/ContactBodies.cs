using System.Buffers;
using System.Text.Json;

namespace DentalMigration.Benchmarks.Emulator;

/// <summary>CreateMultiple bodies of contacts with 20 columns, as a client would send them.</summary>
internal static class ContactBodies
{
    public const int RowsPerRequest = 100;

    /// <summary>The body of one request.</summary>
    /// <param name="request">Its number; decides ids and values.</param>
    public static byte[] Make(int request)
    {
        var buffer = new ArrayBufferWriter<byte>(80_000);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartArray("Targets");
        for (int i = 0; i < RowsPerRequest; i++)
        {
            Row(json, ((long)request * RowsPerRequest) + i);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The id of a row.</summary>
    public static Guid Id(long row) => new(0x0D3A71, 0, 0x8000, 0x80, 0, (byte)(row >> 40), (byte)(row >> 32), (byte)(row >> 24), (byte)(row >> 16), (byte)(row >> 8), (byte)row);

    private static void Row(Utf8JsonWriter json, long n)
    {
        json.WriteStartObject();
        json.WriteString("@odata.type", "Microsoft.Dynamics.CRM.contact");
        json.WriteString("contactid", Id(n));
        json.WriteString("firstname", "Ayşe");
        json.WriteString("lastname", $"Yılmaz{n % 9973}");
        json.WriteString("emailaddress1", $"ayse.{n}@example.com");
        json.WriteString("mobilephone", "+90 532 555 01 23");
        json.WriteString("telephone1", "+90 232 555 01 01");
        json.WriteString("telephone2", "+90 232 555 01 02");
        json.WriteString("address1_line1", "Kıbrıs Şehitleri Cad. No:12 D:4");
        json.WriteString("address1_line2", "Alsancak Mah.");
        json.WriteString("address1_city", "İzmir");
        json.WriteString("address1_county", "Konak");
        json.WriteString("address1_postalcode", "35220");
        json.WriteString("address1_country", "Türkiye");
        json.WriteString("jobtitle", "Öğretmen");
        json.WriteString("department", "Matematik");
        json.WriteString("birthdate", "1987-05-03");
        json.WriteNumber("gendercode", (n % 2) + 1);
        json.WriteString("description", "Penisilin alerjisi var; aranmadan randevu verilmeyecek.");
        json.WriteString("governmentid", $"{10_000_000_000 + n}");
        json.WriteNumber("importsequencenumber", 77);
        json.WriteEndObject();
    }
}
