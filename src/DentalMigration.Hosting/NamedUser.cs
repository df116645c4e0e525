using Azure.Core;

namespace DentalMigration.Hosting;

/// <summary>Signs in to an emulator by naming one of its users: the name is the bearer token.</summary>
internal sealed class NamedUser(string name) : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(name, DateTimeOffset.MaxValue);

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));
}
