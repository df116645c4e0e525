using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DentalMigration.Sources.Database;
using DentalMigration.Sources.Profiles;
using DentalMigration.Tests.Support;
using Npgsql;

namespace DentalMigration.Tests.Sources.Databases;

/// <summary>A PostgreSQL server of its own on this machine, where one is installed; else the reason why there is none.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly string? _programs = FindPrograms();
    private Process? _server;
    private int _port;

    /// <summary>Why the tests cannot run, or null.</summary>
    public string? Missing { get; private set; }

    public string ConnectionString(string user = "practice") =>
        $"Host=127.0.0.1;Port={_port};Username={user};Password=gizli-sifre;Database=postgres;Pooling=false";

    public async ValueTask InitializeAsync()
    {
        string data = Path.Combine(_folder.Path, "data");
        if (_programs is null)
        {
            Missing = "PostgreSQL is not installed.";
        }
        else if (IsRoot && !File.Exists("/usr/bin/setpriv"))
        {
            Missing = "PostgreSQL does not run as root, and there is no setpriv.";
        }
        else
        {
            if (IsRoot)
            {
                // It refuses to run as root, so it runs as nobody.
                await RunAsync("chown", "65534:65534", _folder.Path);
            }

            using (Process made = Start("initdb", "-D", data, "-U", "practice", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"))
            {
                await made.StandardOutput.ReadToEndAsync();
                string error = await made.StandardError.ReadToEndAsync();
                await made.WaitForExitAsync();
                Assert.True(made.ExitCode == 0, error);
            }

            _port = FreePort();
            _server = Start("postgres", "-D", data, "-k", _folder.Path, "-p", $"{_port}", "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off");
            string log = "";
            while (await _server.StandardError.ReadLineAsync() is { } line && !line.Contains("ready to accept connections"))
            {
                log += line + "\n";
            }

            Assert.False(_server.HasExited, log);
            _ = _server.StandardError.ReadToEndAsync();
        }
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public Task<DatabaseSource> OpenAsync(ProfileDocument? profile = null, string user = "practice") =>
        TestDatabase.OpenAsync(DatabaseAddress.BuiltIn("Npgsql", ConnectionString(user)), profile);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            using Process stop = Start("pg_ctl", "stop", "-m", "immediate", "-D", Path.Combine(_folder.Path, "data"));
            await stop.WaitForExitAsync();
            await _server.WaitForExitAsync();
            _server.Dispose();
        }

        _folder.Dispose();
    }

    private static bool IsRoot => Environment.UserName == "root";

    private Process Start(string program, params string[] arguments)
    {
        string path = Path.Combine(_programs!, program);
        string[] line = IsRoot ? ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", path, .. arguments] : [path, .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.Path };
        return Process.Start(start)!;
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
    }

    private static string? FindPrograms()
    {
        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (Directory.Exists("/usr/lib/postgresql"))
        {
            folders = folders.Concat(Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")));
        }

        return folders.FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "postgres")) && File.Exists(Path.Combine(f, "pg_ctl")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
