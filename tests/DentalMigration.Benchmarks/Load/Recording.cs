using System.Text;
using System.Text.Json;

namespace DentalMigration.Benchmarks.Load;

/// <summary>The writes of a load, as a file: for each request its address, headers and length, then its body.</summary>
internal static class Recording
{
    /// <summary>Appends a request.</summary>
    public static void Write(BinaryWriter file, RecordedRequest request)
    {
        file.Write(request.Url);
        file.Write(request.ContentType);
        file.Write(request.Headers.Count);
        foreach ((string name, string value) in request.Headers)
        {
            file.Write(name);
            file.Write(value);
        }

        file.Write(request.Body.Length);
        file.Write(request.Body.Span);
    }

    /// <summary>All of it in memory, so that the disk is not what is measured.</summary>
    public static IReadOnlyList<RecordedRequest> Read(string path)
    {
        using var file = new BinaryReader(File.OpenRead(path), Encoding.UTF8);
        var requests = new List<RecordedRequest>();
        while (file.BaseStream.Position < file.BaseStream.Length)
        {
            string url = file.ReadString();
            string contentType = file.ReadString();
            var headers = new KeyValuePair<string, string>[file.ReadInt32()];
            for (int i = 0; i < headers.Length; i++)
            {
                headers[i] = new KeyValuePair<string, string>(file.ReadString(), file.ReadString());
            }

            requests.Add(new RecordedRequest(url, contentType, headers, file.ReadBytes(file.ReadInt32())));
        }

        return requests;
    }

    /// <summary>Members of a row of the bulk creates to the table that most rows go to, on average: its columns.</summary>
    public static double Columns(IEnumerable<RecordedRequest> requests)
    {
        (long rows, long members) = (0, 0);
        foreach (RecordedRequest request in requests.Where(r => r.IsCreate).GroupBy(r => r.Url).MaxBy(g => g.Sum(r => r.Body.Length))!.Take(20))
        {
            using var body = JsonDocument.Parse(request.Body);
            foreach (JsonElement row in body.RootElement.GetProperty("Targets").EnumerateArray())
            {
                rows++;
                members += row.EnumerateObject().Count() - 1; // but @odata.type
            }
        }

        return (double)members / rows;
    }
}
