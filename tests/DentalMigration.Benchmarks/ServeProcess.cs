using System.Diagnostics;

namespace DentalMigration.Benchmarks;

/// <summary>The embedded Dataverse as a process of its own, on a free port of this machine.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private ServeProcess(Process process, DirectoryInfo folder, Uri url)
    {
        _process = process;
        _folder = folder;
        Url = url;
    }

    public Uri Url { get; }

    /// <summary>Bytes of memory the server holds now.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>CPU time the server has used.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The console's assembly, built beside this one.</summary>
    public static string Program { get; } = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", "DentalMigration.Cli", new DirectoryInfo(AppContext.BaseDirectory).Name, "dental-migration.dll"));

    /// <summary>Starts it.</summary>
    /// <param name="organisation">A file that it begins with, and leaves as it is; null for a new organisation.</param>
    /// <param name="options">Further options of <c>serve</c>.</param>
    public static async Task<ServeProcess> StartAsync(string? organisation = null, params string[] options)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dental-migration-benchmark-");
        string data = Path.Combine(folder.FullName, "bench.db");
        if (organisation is not null)
        {
            File.Copy(organisation, data);
        }

        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (string argument in new[] { Program, "serve", "--data", data, "--urls", "http://127.0.0.1:0" }.Concat(options))
        {
            start.ArgumentList.Add(argument);
        }

        Process process = Process.Start(start)!;
        string line = await process.StandardOutput.ReadLineAsync() ?? "";
        _ = process.StandardOutput.ReadToEndAsync();
        int url = line.IndexOf("http://", StringComparison.Ordinal);
        return url >= 0 ? new ServeProcess(process, folder, new Uri(line[url..])) : throw new InvalidOperationException($"serve did not start. {line}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}
