using System.Security.Cryptography;

namespace DentalMigration.Ledger;

/// <summary>
/// The key that encrypts pre-images: 32 random bytes in a file of the OS user, apart from the ledger, so that a copied ledger gives
/// nothing away. The folder is <c>DENTALMIGRATION_KEYS</c>, or <c>DentalMigration/keys</c> under the user's local application data.
/// </summary>
internal static class LedgerKey
{
    private const int Size = 32;

    /// <summary>The ledger's key, made when it has none.</summary>
    /// <exception cref="MigrationException"><c>LedgerKeyMissing</c>: the ledger has pre-images, but this user has no key for it.</exception>
    public static byte[] Get(string ledgerId, bool create)
    {
        string path = Path.Combine(Folder(), ledgerId + ".key");
        if (File.Exists(path))
        {
            return File.ReadAllBytes(path) is { Length: Size } known
                ? known
                : throw new MigrationException("LedgerKeyMissing", $"The key of this ledger's pre-images is damaged ({path}). Restore a copy of it.");
        }

        if (!create)
        {
            throw new MigrationException("LedgerKeyMissing", $"The key of this ledger's pre-images is not on this machine ({path}). Bring it from where the load ran.");
        }

        byte[] key = RandomNumberGenerator.GetBytes(Size);
        Directory.CreateDirectory(Folder());
        string unfinished = $"{path}.{Environment.ProcessId}";
        File.Delete(unfinished);
        PrivateFile.Create(unfinished);
        using (FileStream file = File.OpenWrite(unfinished))
        {
            file.Write(key);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path); // whole or not at all: a key cut short by a crash could never be told from a lost one
        return key;
    }

    /// <summary>Deletes a ledger's key; what it encrypted can never be read again.</summary>
    public static void Forget(string ledgerId)
    {
        string path = Path.Combine(Folder(), ledgerId + ".key");
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    private static string Folder() =>
        Environment.GetEnvironmentVariable("DENTALMIGRATION_KEYS") is { Length: > 0 } folder
            ? folder
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                "DentalMigration",
                "keys");
}
