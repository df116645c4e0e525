using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace DentalMigration.Emulator.Tests.Harness;

/// <summary>The command line's <c>serve</c> in a process of its own, with a new organization.</summary>
internal sealed class ServeProcess : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("serve").FullName;
    private readonly Process _process;

    private ServeProcess(string program, int port)
    {
        Url = $"http://127.0.0.1:{port}";
        _process = Start("dotnet", [program, "serve", "--data", Path.Combine(_folder, "org.db"), "--urls", Url]);
    }

    public string Url { get; }

    /// <summary>Starts and waits until it answers.</summary>
    public static async Task<ServeProcess> StartAsync(CancellationToken cancellation)
    {
        string program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "DentalMigration.Cli", new DirectoryInfo(AppContext.BaseDirectory).Name));
        string? assembly = Directory.Exists(program)
            ? Directory.EnumerateFiles(program, "*.runtimeconfig.json").Select(f => f.Replace(".runtimeconfig.json", ".dll", StringComparison.Ordinal)).FirstOrDefault(File.Exists) : null;
        Assert.SkipWhen(assembly is null, $"The command line is not built in {program}.");
        var serve = new ServeProcess(assembly!, FreePort());
        using var client = new HttpClient();
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                (await client.GetAsync(serve.Url + "/api/data/v9.2/WhoAmI", cancellation)).EnsureSuccessStatusCode();
                return serve;
            }
            catch (HttpRequestException) when (attempt < 300 && !serve._process.HasExited)
            {
                await Task.Delay(100, cancellation);
            }
        }
    }

    public static Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        return Process.Start(start)!;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
