using System.Net;
using System.Net.Http.Headers;
using DentalMigration.Benchmarks.Emulator;

namespace DentalMigration.Benchmarks.Limits;

/// <summary>Sends serialised contacts by a fixed number of senders, each of which waits where it is refused for as long as it is told, and goes on.</summary>
internal static class BareSender
{
    public static async Task PlayAsync(Uri url, int senders, CancellationToken stop)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = senders }) { BaseAddress = url };
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, senders).Select(async _ =>
        {
            while (!stop.IsCancellationRequested)
            {
                byte[] body = ContactBodies.Make(Interlocked.Increment(ref next));
                while (await SendAsync(client, body, stop) is { } wait)
                {
                    await Task.Delay(wait, stop);
                }
            }
        }));
    }

    /// <summary>Sends a request.</summary>
    /// <returns>How long to wait before it goes again; null where it was carried out.</returns>
    private static async Task<TimeSpan?> SendAsync(HttpClient client, byte[] body, CancellationToken stop)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage answer = await client.PostAsync("/api/data/v9.2/contacts/Microsoft.Dynamics.CRM.CreateMultiple", content, stop);
        if (answer.StatusCode == HttpStatusCode.TooManyRequests)
        {
            return answer.Headers.RetryAfter!.Delta!.Value;
        }

        answer.EnsureSuccessStatusCode();
        return null;
    }
}
