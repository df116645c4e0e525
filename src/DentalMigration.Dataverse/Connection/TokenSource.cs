using System.Text;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Identity;

namespace DentalMigration.Dataverse;

/// <summary>Keeps the access token until shortly before it ends, so that not every request asks for one (the Azure CLI takes a second).</summary>
internal sealed partial class TokenSource(TokenCredential credential, Uri url, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private readonly string[] _scopes = [url.GetLeftPart(UriPartial.Authority) + "/.default"];
    private readonly SemaphoreSlim _gate = new(1, 1);
    private AccessToken? _token;

    /// <summary>A token that is valid for a while.</summary>
    /// <exception cref="DataverseException"><c>SignInFailed</c>.</exception>
    public Task<string> GetAsync(CancellationToken ct) => GetAsync(refused: null, claims: null, ct);

    /// <summary>Another token than the one the service refused; the refusal's claims make the credential skip its own cache.</summary>
    public Task<string> RefreshAsync(string refused, string? challenge, CancellationToken ct) => GetAsync(refused, ClaimsOf(challenge), ct);

    public void Dispose() => _gate.Dispose();

    private async Task<string> GetAsync(string? refused, string? claims, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (_token is { } kept && kept.Token != refused && kept.ExpiresOn - Margin > clock.GetUtcNow())
            {
                return kept.Token;
            }
            AccessToken token = await credential.GetTokenAsync(new TokenRequestContext(_scopes, claims: claims, isCaeEnabled: true), ct);
            _token = token;
            return token.Token;
        }
        catch (AuthenticationFailedException e)
        {
            throw new DataverseException(DataverseErrorCodes.SignInFailed, "Signing in to the organisation failed.", e);
        }
        finally
        {
            _gate.Release();
        }
    }

    private static string? ClaimsOf(string? challenge)
    {
        Match match = Claims().Match(challenge ?? string.Empty);
        Span<byte> bytes = new byte[match.Groups[1].Length];
        return match.Success && Convert.TryFromBase64String(match.Groups[1].Value, bytes, out int length)
            ? Encoding.UTF8.GetString(bytes[..length])
            : null;
    }

    [GeneratedRegex("claims=\"([^\"]+)\"")]
    private static partial Regex Claims();
}
