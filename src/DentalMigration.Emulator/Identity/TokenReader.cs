using System.Buffers.Text;
using System.Text.Json;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Identity;

/// <summary>
/// Reads bearer tokens. Nothing is verified: a token means a user by being the user's e-mail, id, directory object id or
/// application id, or by being a JWT that claims one of them.
/// </summary>
internal static class TokenReader
{
    private const int MaxLength = 16_384;

    public static Guid? UserOf(IRowSource source, string token)
    {
        if (token.Length > MaxLength)
        {
            return null;
        }
        if (Claims(token) is not { } claims)
        {
            return ByName(source, token);
        }
        foreach (string claim in (string[])["oid", "appid", "azp", "upn", "unique_name", "preferred_username", "email"])
        {
            if (claims.TryGetProperty(claim, out JsonElement value) && value.ValueKind == JsonValueKind.String
                && ByName(source, value.GetString()!) is { } user)
            {
                return user;
            }
        }
        return null;
    }

    private static Guid? ByName(IRowSource source, string name)
    {
        bool isId = Guid.TryParse(name, out Guid id);
        using Statement find = source.Connection.Prepare(isId
            ? "SELECT systemuserid FROM systemuser WHERE systemuserid=?1 OR azureactivedirectoryobjectid=?1 OR applicationid=?1"
            : "SELECT systemuserid FROM systemuser WHERE fold(domainname)=?1");
        _ = isId ? find.Bind(1, id) : find.Bind(1, Fold.Text(name));
        return find.Step() ? find.Id(0) : null;
    }

    /// <summary>The payload of a JWT; null when the token is none.</summary>
    private static JsonElement? Claims(string token)
    {
        string[] parts = token.Split('.');
        if (parts.Length != 3 || !Base64Url.IsValid(parts[1]))
        {
            return null;
        }
        try
        {
            JsonElement claims = JsonElement.Parse(Base64Url.DecodeFromChars(parts[1]));
            return claims.ValueKind == JsonValueKind.Object ? claims : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
