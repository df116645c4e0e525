using Azure.Core;

namespace DentalMigration.Dataverse.Tests.Support;

/// <summary>Hands out token-1, token-2, … and keeps what it was asked.</summary>
internal sealed class FixedToken(Func<DateTimeOffset> expiry) : TokenCredential
{
    public List<TokenRequestContext> Asked { get; } = [];

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        Asked.Add(requestContext);
        return new AccessToken($"token-{Asked.Count}", expiry());
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));
}
