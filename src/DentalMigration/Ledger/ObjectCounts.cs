namespace DentalMigration.Ledger;

/// <summary>The conservation line of one object: read = created + updated + unchanged + merged + held + rejected + filtered.</summary>
public sealed record ObjectCounts
{
    /// <summary>The object.</summary>
    public required string Object { get; init; }

    /// <summary>Records read, unusable lines included.</summary>
    public long Read { get; set; }

    /// <summary>Rows created by this run.</summary>
    public long Created { get; set; }

    /// <summary>Rows changed by this run.</summary>
    public long Updated { get; set; }

    /// <summary>Rows that were there already, with this content.</summary>
    public long Unchanged { get; set; }

    /// <summary>Records that became part of another's row.</summary>
    public long Merged { get; set; }

    /// <summary>Rows not written, to be tried again.</summary>
    public long Held { get; set; }

    /// <summary>Records that cannot be written as they are.</summary>
    public long Rejected { get; set; }

    /// <summary>Records left out on purpose: by a pipeline or a sample, because another object takes files of their size, or because their row was there before and is left as it is.</summary>
    public long Filtered { get; set; }

    /// <summary>Takes back what was read and not brought to an outcome, when a run stops: the next one reads it again.</summary>
    internal void PutBack() => Read = Created + Updated + Unchanged + Merged + Held + Rejected + Filtered;

    /// <summary>True where every record read is accounted for.</summary>
    public bool IsConserved => Read == Created + Updated + Unchanged + Merged + Held + Rejected + Filtered;
}
