using System.Security.Cryptography;
using System.Text;
using DentalMigration.Systems;

namespace DentalMigration.Ledger;

/// <summary>
/// Shows record keys where people read them. One that identifies a person, since a name or a policy number is part of it, is shown as a
/// short hash under a secret of the ledger, so that the same record is known again but not guessed; file and line lead to it.
/// </summary>
/// <param name="catalog">Says which fields identify a person.</param>
/// <param name="secret">The ledger's own, 32 bytes.</param>
public sealed class KeyMask(SystemCatalog catalog, byte[] secret)
{
    private const int Shown = 5;

    /// <summary>The key, or <c>#</c> and ten hexadecimal digits.</summary>
    public string Show(string objectName, string key)
    {
        if (key.Length == 0 || catalog.Objects.FirstOrDefault(o => o.Name == objectName) is not { } o || !Identifies(o, key))
        {
            return key;
        }

        byte[] hash = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(key));
        return "#" + Convert.ToHexStringLower(hash.AsSpan(0, Shown));
    }

    /// <summary>A key has as many parts as the fields it was made of, which tells the catalog's key from its fallback.</summary>
    private static bool Identifies(CatalogObject o, string key)
    {
        int parts = key.Count(c => c == '|') + 1;
        bool isOwn = parts == o.Key.Count;
        bool isFallback = parts == o.FallbackKey?.Count || !isOwn;
        return (isOwn && Identifies(o, o.Key)) || (isFallback && Identifies(o, o.FallbackKey ?? o.Key));
    }

    private static bool Identifies(CatalogObject o, IReadOnlyList<string> fields) => fields.Any(f => o.Find(f)?.IdentifiesPerson == true);
}
