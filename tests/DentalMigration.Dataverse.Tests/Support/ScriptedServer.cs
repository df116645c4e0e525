using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DentalMigration.Dataverse.Tests.Support;

/// <summary>Answers HTTP requests on a loopback port with one reply after the other, and keeps what it was sent.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Reply> _replies = new();
    private readonly ConcurrentQueue<Seen> _seen = new();
    private readonly ConcurrentBag<TcpClient> _connections = [];
    private readonly SemaphoreSlim _arrived = new(0);

    public ScriptedServer()
    {
        _listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = AcceptAsync();
    }

    public Uri Url { get; }

    public IReadOnlyList<Seen> Seen => [.. _seen];

    public int Connections => _connections.Count;

    /// <summary>Adds replies; a request beyond the last gets a 501.</summary>
    public void Answers(params Reply[] replies)
    {
        foreach (Reply reply in replies)
        {
            _replies.Enqueue(reply);
        }
    }

    /// <summary>Completes when one more request has been read.</summary>
    public Task ArrivalAsync() => _arrived.WaitAsync(TimeSpan.FromSeconds(30));

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        foreach (TcpClient connection in _connections)
        {
            connection.Dispose();
        }
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient connection = await _listener.AcceptTcpClientAsync(_stop.Token);
                _connections.Add(connection);
                _ = ServeAsync(connection);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        try
        {
            NetworkStream stream = connection.GetStream();
            while (await ReadAsync(stream) is { } seen)
            {
                _seen.Enqueue(seen);
                Reply reply = _replies.TryDequeue(out Reply? next) ? next : Reply.Error(501, "0x0", "The script has ended.");
                await stream.WriteAsync(reply.Bytes, _stop.Token);
                _arrived.Release();
                if (reply.Close)
                {
                    connection.Close();
                    return;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client hung up, or the test is over.
        }
    }

    private async Task<Seen?> ReadAsync(NetworkStream stream)
    {
        List<byte> head = [];
        byte[] one = new byte[1];
        while (head.Count < 4 || head[^4] != '\r' || head[^3] != '\n' || head[^2] != '\r' || head[^1] != '\n')
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
            {
                return null;
            }
            head.Add(one[0]);
        }
        string[] lines = Encoding.UTF8.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> headers = lines.Skip(1).Select(line => line.Split(':', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        byte[] body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        string[] words = lines[0].Split(' ');
        return new Seen(words[0], words[1], headers, Encoding.UTF8.GetString(body)) { Bytes = body };
    }
}
