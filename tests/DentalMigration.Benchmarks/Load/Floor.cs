using System.Net.Http.Headers;
using DentalMigration.Benchmarks.Stages;

namespace DentalMigration.Benchmarks.Load;

/// <summary>
/// The floor: recorded writes sent again by a bare HttpClient, as many at once as a load may send. What went to one table goes before what went
/// to the next, as a load must do it too.
/// </summary>
internal static class Floor
{
    /// <summary>Reads the recording and warms up the connection; the work sends it all.</summary>
    /// <returns>The work, which answers how many rows it created.</returns>
    public static async Task<Func<Task<StageYield>>> PrepareAsync(string recording, long rows, Uri url, int connections, CancellationToken stop)
    {
        IReadOnlyList<RecordedRequest> requests = Recording.Read(recording);
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseCookies = false }) { BaseAddress = url };
        for (int i = 0; i < 20; i++)
        {
            // A load signs in and looks at definitions before it is measured.
            (await client.GetByteArrayAsync("/api/data/v9.2/WhoAmI", stop)).AsSpan().Clear();
            (await client.GetByteArrayAsync("/api/data/v9.2/EntityDefinitions(LogicalName='contact')?$expand=Attributes", stop)).AsSpan().Clear();
        }

        return async () =>
        {
            using HttpClient open = client;
            foreach (List<RecordedRequest> group in Groups(requests))
            {
                await Parallel.ForEachAsync(
                    group,
                    new ParallelOptions { MaxDegreeOfParallelism = connections, CancellationToken = stop },
                    async (request, cancelled) => await SendAsync(client, request, cancelled));
            }

            return new StageYield(rows);
        };
    }

    /// <summary>Requests to one address, until one to another follows.</summary>
    private static IEnumerable<List<RecordedRequest>> Groups(IReadOnlyList<RecordedRequest> requests)
    {
        var group = new List<RecordedRequest>();
        foreach (RecordedRequest request in requests)
        {
            if (group.Count > 0 && group[0].Url != request.Url)
            {
                yield return group;
                group = [];
            }

            group.Add(request);
        }

        yield return group;
    }

    private static async Task SendAsync(HttpClient client, RecordedRequest request, CancellationToken stop)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, request.Url) { Content = new ReadOnlyMemoryContent(request.Body) };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        foreach ((string name, string value) in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage answer = await client.SendAsync(message, HttpCompletionOption.ResponseContentRead, stop);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"The floor was refused: {await answer.Content.ReadAsStringAsync(stop)}");
        }
    }
}
