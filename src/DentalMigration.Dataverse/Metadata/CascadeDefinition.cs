namespace DentalMigration.Dataverse;

/// <summary>What a change of the row pointed to does to the rows that point to it: <c>NoCascade</c>, <c>RemoveLink</c>, <c>Restrict</c>
/// or <c>Cascade</c>. By default nothing follows, and deleting empties the lookup.</summary>
public sealed record CascadeDefinition
{
    /// <summary>When its owner changes.</summary>
    public string Assign { get; init; } = "NoCascade";

    /// <summary>When it is deleted.</summary>
    public string Delete { get; init; } = "RemoveLink";

    /// <summary>When it is merged into another.</summary>
    public string Merge { get; init; } = "NoCascade";

    /// <summary>When its parent changes.</summary>
    public string Reparent { get; init; } = "NoCascade";

    /// <summary>When it is shared.</summary>
    public string Share { get; init; } = "NoCascade";

    /// <summary>When it is shared no more.</summary>
    public string Unshare { get; init; } = "NoCascade";
}
