using System.Security.Cryptography.X509Certificates;

namespace DentalMigration.Commands;

/// <summary>Finds a certificate with its private key by thumbprint.</summary>
internal static class CertificateStore
{
    public static X509Certificate2 Find(string thumbprint)
    {
        foreach (StoreLocation location in (StoreLocation[])[StoreLocation.CurrentUser, StoreLocation.LocalMachine])
        {
            using var store = new X509Store(StoreName.My, location);
            try
            {
                store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            }
            catch (System.Security.Cryptography.CryptographicException)
            {
                continue; // this machine has no such store
            }

            X509Certificate2? found = store.Certificates
                .Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false)
                .FirstOrDefault(c => c.HasPrivateKey);
            if (found is not null)
            {
                return found;
            }
        }

        throw new MigrationException(
            "CertificateNotFound", "No certificate with that thumbprint and its private key is in the user's or the machine's personal store.");
    }
}
