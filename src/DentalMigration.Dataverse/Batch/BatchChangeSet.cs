namespace DentalMigration.Dataverse;

/// <summary>Writes that succeed or fail together. Their content ids are 1, 2, … in this order; later ones may refer to <c>$1</c>.</summary>
public sealed record BatchChangeSet : BatchItem
{
    /// <param name="operations">Writes only; a change set may hold no GET.</param>
    public BatchChangeSet(IReadOnlyList<BatchOperation> operations)
    {
        if (operations.Count == 0 || operations.Any(operation => !operation.IsWrite))
        {
            throw new ArgumentException("A change set holds one or more writes and no reads.", nameof(operations));
        }
        Operations = operations;
    }

    internal override IReadOnlyList<BatchOperation> Operations { get; }
}
