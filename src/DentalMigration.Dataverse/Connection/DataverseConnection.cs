using Azure.Core;

namespace DentalMigration.Dataverse;

/// <summary>How to reach one organisation. Immutable; a <see cref="DataverseClient"/> is built from it.</summary>
public sealed record DataverseConnection
{
    /// <summary>The organisation's address, such as <c>https://contoso.crm4.dynamics.com</c>; its path is ignored.
    /// Plain http is taken for loopback addresses only.</summary>
    public required Uri Url { get; init; }

    /// <summary>Who signs in; <see langword="null"/> sends no Authorization header (an emulator on this machine).</summary>
    public TokenCredential? Credential { get; init; }

    /// <summary>A handler to send through instead of sockets, such as an in-process emulator. The client does not dispose it.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>The most connections open at once.</summary>
    public int MaxConnections { get; init; } = 64;

    /// <summary>The longest that one attempt of one request may take, its answer's body included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>How often a request that may safely be repeated is repeated after a transient failure. Throttling does not count.</summary>
    public int MaxRetries { get; init; } = 5;

    /// <summary>The clock of time-outs, waits and token lifetimes.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Numbers in [0, 1) that spread the waits of the back-off.</summary>
    public Func<double> Randomizer { get; init; } = Random.Shared.NextDouble;

    /// <summary>The Web API's root, with a slash at its end.</summary>
    internal Uri ApiRoot => new(new Uri(Url.GetLeftPart(UriPartial.Authority)), "/api/data/v9.2/");

    /// <summary>Throws a <see cref="DataverseException"/> with code <c>InsecureUrl</c> when a secret could travel in the clear.</summary>
    internal void Validate()
    {
        bool secure = Url.IsAbsoluteUri
            && (Url.Scheme == Uri.UriSchemeHttps || (Url.Scheme == Uri.UriSchemeHttp && Url.IsLoopback));
        if (!secure)
        {
            throw new DataverseException(
                DataverseErrorCodes.InsecureUrl,
                "The organisation's address must be an https URL; plain http is allowed for this machine only.");
        }
    }
}
