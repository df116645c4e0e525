using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.EndToEnd;

/// <summary>The embedded Dataverse as a server: killed, and with many clients at once.</summary>
public sealed class ServeTests : IDisposable
{
    private const int Clients = 8;
    private const int RowsEach = 60;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_server_has_everything_it_answered()
    {
        var answered = new List<Guid>();
        await using (Server server = await Server.StartAsync(_folder.File("contoso.db")))
        {
            using var client = new HttpClient { BaseAddress = server.Url };
            for (int i = 0; i < RowsEach; i++)
            {
                answered.Add(await CreateAsync(client, $"Patient {i}"));
            }
        } // disposing kills the process

        await using Server again = await Server.StartAsync(_folder.File("contoso.db"));
        using var reader = new HttpClient { BaseAddress = again.Url };
        foreach (Guid id in answered)
        {
            using HttpResponseMessage answer = await reader.GetAsync($"/api/data/v9.2/contacts({id})?$select=lastname");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Eight_clients_at_once_get_what_each_asked_for()
    {
        await using Server server = await Server.StartAsync(_folder.File("contoso.db"));
        Guid[] wanted = [.. Enumerable.Range(1, RowsEach).Select(i => new Guid($"{i:x8}-0001-8001-8000-000000000001"))];
        int[] created = await Task.WhenAll(Enumerable.Range(0, Clients).Select(c => Task.Run(() => ClientAsync(server.Url, c, wanted))));

        Assert.Equal(RowsEach, created.Sum()); // each contended id was made exactly once, by whoever came first
        using var reader = new HttpClient { BaseAddress = server.Url };
        string count = await reader.GetStringAsync("/api/data/v9.2/contacts/$count");
        Assert.Equal(RowsEach + (Clients * RowsEach), int.Parse(count.Trim('\uFEFF')));
    }

    /// <summary>Makes rows of its own, reads each back, and races the others for rows with given ids.</summary>
    private static async Task<int> ClientAsync(Uri url, int number, Guid[] contended)
    {
        using var client = new HttpClient { BaseAddress = url };
        int won = 0;
        for (int i = 0; i < RowsEach; i++)
        {
            string name = $"Client {number} row {i}";
            Guid id = await CreateAsync(client, name);
            JsonElement row = await client.GetFromJsonAsync<JsonElement>($"/api/data/v9.2/contacts({id})?$select=lastname");
            Assert.Equal(name, row.GetProperty("lastname").GetString());
            using HttpResponseMessage race = await client.PostAsJsonAsync("/api/data/v9.2/contacts", new { contactid = contended[i], lastname = name });
            Assert.True(race.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.PreconditionFailed, race.StatusCode.ToString());
            won += race.StatusCode == HttpStatusCode.NoContent ? 1 : 0;
        }

        return won;
    }

    private static async Task<Guid> CreateAsync(HttpClient client, string lastName)
    {
        using HttpResponseMessage answer = await client.PostAsJsonAsync("/api/data/v9.2/contacts", new { lastname = lastName });
        answer.EnsureSuccessStatusCode();
        string entity = answer.Headers.GetValues("OData-EntityId").Single();
        return Guid.Parse(entity[(entity.LastIndexOf('(') + 1)..^1]);
    }
}
