using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Ledger.Store;

/// <summary>Microsoft's emulator of Azure Storage, the npm package <c>azurite</c>, where node is on this machine and npm can bring it.</summary>
public sealed partial class Azurite : IAsyncLifetime
{
    private const string Version = "3.35.0";
    private const string Account = "devstoreaccount1";

    /// <summary>The emulator's account key, the same everywhere and printed in its documentation.</summary>
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", "azurite");
    private static readonly string Script = Path.Combine(Folder, "node_modules", "azurite", "dist", "src", "blob", "main.js");
    private static readonly SemaphoreSlim Installing = new(1);

    private Process? _process;
    private Uri? _account;
    private string _missing = "";

    /// <summary>A shared access signature for everything in the account.</summary>
    public static string Signature { get; } = Sign();

    public async ValueTask InitializeAsync()
    {
        try
        {
            if (!await InstallAsync())
            {
                return;
            }

            _process = Start("node", Script, "--inMemoryPersistence", "--disableTelemetry", "--skipApiVersionCheck", "--blobHost", "127.0.0.1", "--blobPort", "0");
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (Listening().Match(line) is { Success: true } found)
                {
                    _account = new Uri($"{found.Value}/{Account}");
                    _ = _process.StandardOutput.ReadToEndAsync();
                    _ = _process.StandardError.ReadToEndAsync();
                    return;
                }
            }

            _missing = $"azurite did not start: {await _process.StandardError.ReadToEndAsync()}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            _missing = "node and npm are not on the PATH.";
        }
    }

    /// <summary>Brings the package where it is not there yet; one class at a time.</summary>
    private async Task<bool> InstallAsync()
    {
        await Installing.WaitAsync();
        try
        {
            if (File.Exists(Script))
            {
                return true;
            }

            Directory.CreateDirectory(Folder);
            string npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
            using Process install = Start(npm, "install", "--prefix", Folder, "--no-audit", "--no-fund", "--silent", "--fetch-retries=1", "--fetch-timeout=30000", $"azurite@{Version}");
            Task<string> error = install.StandardError.ReadToEndAsync();
            await install.StandardOutput.ReadToEndAsync();
            await install.WaitForExitAsync();
            _missing = install.ExitCode == 0 ? "" : $"npm could not bring azurite: {await error}";
            return install.ExitCode == 0;
        }
        finally
        {
            Installing.Release();
        }
    }

    /// <summary>Makes a container; skips the test where there is no azurite.</summary>
    public async Task<Uri> ContainerAsync()
    {
        Assert.SkipWhen(_account is null, _missing);
        var container = new Uri($"{_account}/c{Guid.CreateVersion7():n}");
        using var http = new HttpClient();
        using HttpResponseMessage made = await http.PutAsync(new Uri($"{container}?restype=container&{Signature}"), null);
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        return container;
    }

    /// <summary>Ends the lease of a run that died, as time would.</summary>
    public static async Task BreakLeaseAsync(Uri container, string blob)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"{container}/{blob}?comp=lease&{Signature}"));
        request.Headers.Add("x-ms-lease-action", "break");
        request.Headers.Add("x-ms-lease-break-period", "0");
        (await http.SendAsync(request)).Dispose(); // where the run died before it had one, there is none to end
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
    }

    private static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>An account signature as documented: learn.microsoft.com/rest/api/storageservices/create-account-sas.</summary>
    private static string Sign()
    {
        string until = TimeProvider.System.GetUtcNow().AddDays(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        string text = $"{Account}\nrwdlacup\nb\nsco\n\n{until}\n\nhttps,http\n2021-12-02\n\n";
        string signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Key), Encoding.UTF8.GetBytes(text)));
        return $"sv=2021-12-02&ss=b&srt=sco&sp=rwdlacup&se={Uri.EscapeDataString(until)}&spr=https,http&sig={Uri.EscapeDataString(signature)}";
    }

    [GeneratedRegex("http://[0-9.:]+")]
    private static partial Regex Listening();
}
