using System.Net;
using System.Net.Http.Headers;
using System.Security;
using System.Text;

namespace DentalMigration.Sources.Rest;

/// <summary>Who signs in to an endpoint. Secrets stay in their SecureString until a request is made.</summary>
public sealed class RestSignIn
{
    private readonly Action<HttpRequestHeaders> _apply;

    private RestSignIn(Action<HttpRequestHeaders> apply) => _apply = apply;

    /// <summary>Nobody.</summary>
    public static RestSignIn None { get; } = new(_ => { });

    /// <summary>A user with a password (RFC 7617).</summary>
    public static RestSignIn Basic(string user, SecureString password) => new(h => h.Authorization = new AuthenticationHeaderValue(
        "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{Text(password)}"))));

    /// <summary>Whoever holds a token (RFC 6750).</summary>
    public static RestSignIn Bearer(SecureString token) => new(h => h.Authorization = new AuthenticationHeaderValue("Bearer", Text(token)));

    /// <summary>Whoever holds a key, which travels in a header of its own.</summary>
    public static RestSignIn ApiKey(string header, SecureString key) => new(h => h.TryAddWithoutValidation(header, Text(key)));

    internal void Apply(HttpRequestMessage request) => _apply(request.Headers);

    private static string Text(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;
}
