using System.Net;
using System.Security;
using DentalMigration.Ledger;
using DentalMigration.Ledger.Store;
using DentalMigration.Ledger.Store.Blob;

namespace DentalMigration.Hosting;

/// <summary>Says where a ledger is, in the words of the front ends.</summary>
public static class LedgerPlaces
{
    /// <summary>A ledger's file, its store and its key.</summary>
    /// <param name="path">The file on this machine.</param>
    /// <param name="store">A folder, or <c>https://ACCOUNT.blob.core.windows.net/CONTAINER[/PREFIX]</c>; null for none.</param>
    /// <param name="signature">A shared access signature for the container; null to sign in as <paramref name="signIn"/>.</param>
    /// <param name="key">The secret that the ledger's encrypted parts are under; null for the key file in the user's profile.</param>
    /// <param name="signIn">Who signs in to the store; an emulator's user means nothing there.</param>
    /// <param name="tell">Told of waiting, and of what came back from the store.</param>
    /// <exception cref="MigrationException"><c>LedgerStoreInvalid</c>, <c>LedgerKeyTooShort</c>.</exception>
    public static LedgerPlace Of(string path, string? store, SecureString? signature, SecureString? key, SignIn? signIn, Action<string>? tell = null) => new(path)
    {
        Store = store is null ? null : Opener(store, Path.GetFileName(path), Text(signature) ?? "", signIn),
        Secret = Text(key) is { } secret ? new LedgerSecret(secret) : null,
        Tell = tell,
    };

    private static Func<ILedgerStore> Opener(string store, string ledger, string signature, SignIn? signIn)
    {
        if (!Uri.TryCreate(store, UriKind.Absolute, out Uri? url) || url.IsFile)
        {
            return () => new FolderLedgerStore(store, ledger);
        }

        var address = new BlobAddress(url, signature);
        return () => new BlobLedgerStore(address, ledger, signature.Length > 0 || signIn is null or { IsLocal: true } ? null : signIn.Credential, TimeProvider.System);
    }

    private static string? Text(SecureString? secret) => secret is null ? null : new NetworkCredential("", secret).Password;
}
