namespace DentalMigration.Ledger.Store;

/// <summary>Is told what happens to an open ledger, under its gate.</summary>
internal interface ILedgerWatch
{
    /// <summary>A pre-image was written; it is committed before the row changes.</summary>
    void ImageKept(int objectNumber, string key, long run);

    /// <summary>A row was found changed by somebody else; noted before our next write hides it.</summary>
    void EditNoted(int objectNumber, string key);

    /// <summary>What was written is on disk; the commit has not returned yet.</summary>
    /// <param name="commits">How many commits there have been.</param>
    /// <exception cref="MigrationException">Nothing may be sent any more.</exception>
    void Committed(long commits);
}
