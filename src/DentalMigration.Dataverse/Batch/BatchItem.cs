namespace DentalMigration.Dataverse;

/// <summary>What a <c>$batch</c> consists of: a <see cref="BatchOperation"/> or a <see cref="BatchChangeSet"/>.</summary>
public abstract record BatchItem
{
    private protected BatchItem()
    {
    }

    /// <summary>The operations, in order.</summary>
    internal abstract IReadOnlyList<BatchOperation> Operations { get; }
}
