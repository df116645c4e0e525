using System.Net;
using System.Net.Sockets;

namespace DentalMigration.Tests.Support;

/// <summary>
/// Passes bytes between a client and a server on this machine, and calls back when a given number has passed: a moment that can fall
/// anywhere, in the middle of a request or of an answer.
/// </summary>
public sealed class CountingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _server;
    private readonly Action _reached;
    private readonly long _limit;
    private long _passed;
    private int _called;

    public CountingProxy(Uri server, long limit, Action reached)
    {
        _server = server;
        _limit = limit;
        _reached = reached;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public long Passed => Interlocked.Read(ref _passed);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The proxy was closed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(_server.Host, _server.Port);
                await Task.WhenAny(PumpAsync(client.GetStream(), server.GetStream()), PumpAsync(server.GetStream(), client.GetStream()));
            }
            catch (Exception e) when (e is SocketException or IOException)
            {
                // One side went away: that is what this proxy is for.
            }
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to)
    {
        byte[] buffer = new byte[4096];
        int read;
        while ((read = await from.ReadAsync(buffer)) > 0)
        {
            if (Interlocked.Add(ref _passed, read) >= _limit && Interlocked.Exchange(ref _called, 1) == 0)
            {
                _reached();
            }

            await to.WriteAsync(buffer.AsMemory(0, read));
        }
    }
}
