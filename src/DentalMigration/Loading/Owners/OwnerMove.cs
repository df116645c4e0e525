namespace DentalMigration.Loading.Owners;

/// <summary>What an owner update did to the rows of one object. Flat, for tables.</summary>
public sealed record OwnerMove
{
    /// <summary>The object.</summary>
    public required string Object { get; init; }

    /// <summary>Logical name of the table.</summary>
    public required string Table { get; init; }

    /// <summary>Rows that waited for an owner before.</summary>
    public long Staged { get; init; }

    /// <summary>Rows given to their owner.</summary>
    public long Moved { get; init; }

    /// <summary>Rows that wait still: their provider has no user yet, or Dataverse refused it.</summary>
    public long Waiting { get; init; }

    /// <summary>Rows that went along with a row above them and were given back.</summary>
    public long GivenBack { get; init; }

    /// <summary>The run's number in the ledger.</summary>
    public long Run { get; init; }
}
