using System.Net.Http.Json;
using System.Text.Json;

namespace DentalMigration.Benchmarks;

/// <summary>What a server is asked beside its Web API.</summary>
internal static class ServerLook
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(10);

    /// <summary>The digest of the organisation's content.</summary>
    public static async Task<string> DigestAsync(this ServeProcess server)
    {
        using var client = new HttpClient { BaseAddress = server.Url, Timeout = TimeSpan.FromMinutes(30) };
        JsonElement answer = await client.GetFromJsonAsync<JsonElement>("/emulator/digest");
        return answer.GetProperty("digest").GetString()!;
    }

    /// <summary>Rows created since the server started.</summary>
    public static async Task<long> CreatedAsync(this ServeProcess server)
    {
        using var client = new HttpClient { BaseAddress = server.Url };
        return await CreatedAsync(client, CancellationToken.None);
    }

    /// <summary>Asks again and again, until so many rows were created.</summary>
    public static async Task UntilCreatedAsync(this ServeProcess server, long rows, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = server.Url };
        while (await CreatedAsync(client, cancellationToken) < rows)
        {
            await Task.Delay(Often, cancellationToken);
        }
    }

    private static async Task<long> CreatedAsync(HttpClient client, CancellationToken cancellationToken)
    {
        JsonElement answer = await client.GetFromJsonAsync<JsonElement>("/emulator/stats", cancellationToken);
        return answer.GetProperty("rows").EnumerateObject().Where(r => r.Name.Split('/')[0] is "Create" or "CreateMultiple").Sum(r => r.Value.GetInt64());
    }
}
