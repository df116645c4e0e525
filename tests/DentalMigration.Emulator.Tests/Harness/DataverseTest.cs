using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace DentalMigration.Emulator.Tests.Harness;

/// <summary>A test with an embedded Dataverse of its own in a temporary file.</summary>
public abstract class DataverseTest : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dv").FullName;

    private protected DataverseTest(EmbeddedDataverseOptions? options = null)
    {
        Clock = new ManualClock();
        Options = (options ?? new()) with { Clock = Clock, JobDelay = TimeSpan.Zero, KeyActivation = options?.KeyActivation ?? TimeSpan.Zero };
        FilePath = Path.Combine(_folder, "org.db");
        Dataverse = EmbeddedDataverse.Open(FilePath, Options);
        Client = new HttpClient(new EmulatorHandler(Dataverse)) { BaseAddress = new Uri("http://localhost/api/data/v9.2/") };
    }

    protected string FilePath { get; }
    protected EmbeddedDataverse Dataverse { get; private set; }
    protected HttpClient Client { get; private set; }
    protected EmbeddedDataverseOptions Options { get; }
    private protected ManualClock Clock { get; }

    private protected void Reopen()
    {
        Dataverse.Dispose();
        Dataverse = EmbeddedDataverse.Open(FilePath, Options);
        Client = new HttpClient(new EmulatorHandler(Dataverse)) { BaseAddress = new Uri("http://localhost/api/data/v9.2/") };
    }

    private protected async Task<Reply> Send(string method, string url, string? json = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        HttpResponseMessage response = await Client.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    private protected Task<Reply> Get(string url, params (string, string)[] headers) => Send("GET", url, null, headers);
    private protected Task<Reply> Post(string url, string json, params (string, string)[] headers) => Send("POST", url, json, headers);
    private protected Task<Reply> Patch(string url, string json, params (string, string)[] headers) => Send("PATCH", url, json, headers);
    private protected Task<Reply> Delete(string url, params (string, string)[] headers) => Send("DELETE", url, null, headers);

    /// <summary>Sends bytes.</summary>
    private protected async Task<Reply> Bytes(string method, string url, byte[] body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        foreach ((string name, string value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }
        HttpResponseMessage response = await Client.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    /// <summary>Creates a row and returns its id.</summary>
    private protected async Task<Guid> Create(string set, string json) => (await Post(set, json)).Is(204).Id;

    private protected async Task<JsonObject> Row(string set, Guid id, string select) => (await Get($"{set}({id})?$select={select}")).Is(200).Json;

    private protected async Task<string> Digest(bool exact = false) =>
        (await Get($"http://localhost/emulator/digest{(exact ? "?exact=true" : "")}")).Is(200).Json["digest"]!.ToString();

    private protected async Task<Reply> Batch(string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "$batch") { Content = new StringContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/mixed;boundary=\"batch_1\"");
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        HttpResponseMessage response = await Client.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    private protected async Task<Guid> Administrator() => Guid.Parse((await Get("WhoAmI")).Json["UserId"]!.ToString());

    public void Dispose()
    {
        Client.Dispose();
        Dataverse.Dispose();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
