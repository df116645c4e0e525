namespace DentalMigration.Tests.Support;

/// <summary>The wire to an organisation, on which a test lays its hand: it sees each request, and decides what becomes of it.</summary>
public sealed class Wire : DelegatingHandler
{
    /// <summary>Told of each request, with its body; calls <c>pass</c> to let it through.</summary>
    public Func<HttpRequestMessage, string, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>>? Tap { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Tap is not { } tap || request.RequestUri!.AbsolutePath.StartsWith("/emulator", StringComparison.Ordinal))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        return await tap(request, body, () => base.SendAsync(request, cancellationToken));
    }
}

/// <summary>The machine lost its power: nothing of ours may treat it as an answer.</summary>
public sealed class PowerCutException : Exception;
