using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace DentalMigration.Benchmarks.Limits;

/// <summary>What a server had counted at some moment.</summary>
/// <param name="Seconds">The moment, since the watch began.</param>
/// <param name="Rows">Contacts created.</param>
/// <param name="Requests">Requests, refused ones included.</param>
/// <param name="Throttled">Answers 429.</param>
/// <param name="Execution">Seconds that the requests took, as counted for the limits.</param>
internal sealed record ServerCounts(double Seconds, long Rows, long Requests, long Throttled, double Execution)
{
    /// <summary>Says how long requests take on a server.</summary>
    public static async Task SlowAsync(HttpClient client, TimeSpan perRequest, TimeSpan perRow, CancellationToken stop)
    {
        string body = JsonSerializer.Serialize(new { latencyPerRequestMs = perRequest.TotalMilliseconds, latencyPerRowMs = perRow.TotalMilliseconds });
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await client.PostAsync("/emulator/faults", content, stop);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Reads what a server counts, twenty times a second, until so much time has passed since its first contact; the watching costs no limit.</summary>
    public static async Task<IReadOnlyList<ServerCounts>> WatchAsync(HttpClient client, TimeSpan time, CancellationToken stop)
    {
        long began = Stopwatch.GetTimestamp();
        List<ServerCounts> counts = [];
        double? first = null;
        while (first is null || counts[^1].Seconds < first + time.TotalSeconds)
        {
            using JsonDocument answer = JsonDocument.Parse(await client.GetByteArrayAsync("/emulator/stats", stop));
            JsonElement stats = answer.RootElement;
            long rows = stats.GetProperty("rows").TryGetProperty("CreateMultiple/contact", out JsonElement created) ? created.GetInt64() : 0;
            counts.Add(new ServerCounts(
                Stopwatch.GetElapsedTime(began).TotalSeconds,
                rows,
                stats.GetProperty("requests").GetInt64(),
                stats.GetProperty("throttled").GetInt64(),
                stats.GetProperty("executionSeconds").GetDouble()));
            first ??= rows > 0 ? counts[^1].Seconds : null;
            await Task.Delay(50, stop);
        }

        return counts;
    }
}
