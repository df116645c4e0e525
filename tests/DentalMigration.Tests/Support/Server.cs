using System.Diagnostics;
using System.Text.Json;

namespace DentalMigration.Tests.Support;

/// <summary>A <c>serve</c> process on a free port.</summary>
public sealed class Server : IAsyncDisposable
{
    private readonly Process _process;

    private Server(Process process, Uri url)
    {
        _process = process;
        Url = url;
    }

    public Uri Url { get; }

    public static async Task<Server> StartAsync(string data, params string[] more)
    {
        Process process = ConsoleProgram.Start(["serve", "--data", data, "--urls", "http://127.0.0.1:0", "--users", Repository.ExampleUsers, .. more]);
        string line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
        _ = process.StandardOutput.ReadToEndAsync();
        return new Server(process, new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..]));
    }

    /// <summary>Makes requests go wrong from now on, or, with null, no longer.</summary>
    public async Task FaultAsync(string? profile)
    {
        using var client = new HttpClient();
        var url = new Uri(Url, "/emulator/faults");
        using HttpResponseMessage answer = profile is null
            ? await client.DeleteAsync(url)
            : await client.PostAsync(url, new StringContent(profile, System.Text.Encoding.UTF8, "application/json"));
        answer.EnsureSuccessStatusCode();
    }

    public async Task<string> DigestAsync()
    {
        using var client = new HttpClient();
        using JsonDocument answer = JsonDocument.Parse(await client.GetStringAsync(new Uri(Url, "/emulator/digest")));
        return answer.RootElement.GetProperty("digest").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
