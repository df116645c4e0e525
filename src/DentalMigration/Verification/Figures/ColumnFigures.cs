namespace DentalMigration.Verification.Figures;

/// <summary>What is counted of one column.</summary>
internal sealed class ColumnFigures
{
    /// <summary>Filled cells in the source.</summary>
    public long Source;

    /// <summary>Filled cells in Dataverse.</summary>
    public long Target;

    /// <summary>Cells the record leaves blank.</summary>
    public long Blank;

    /// <summary>Cells filled in the source and blank in Dataverse.</summary>
    public long Lost;

    /// <summary>Cells blank in the source and filled in Dataverse.</summary>
    public long Appeared;

    /// <summary>Order-independent checksums of both sides.</summary>
    public UInt128 SourceSum, TargetSum;

    /// <summary>Sums of both sides, for amounts.</summary>
    public decimal SourceAmount, TargetAmount;

    /// <summary>Adds another's counts.</summary>
    public void Add(ColumnFigures other)
    {
        Source += other.Source;
        Target += other.Target;
        Blank += other.Blank;
        Lost += other.Lost;
        Appeared += other.Appeared;
        SourceSum += other.SourceSum;
        TargetSum += other.TargetSum;
        SourceAmount += other.SourceAmount;
        TargetAmount += other.TargetAmount;
    }
}
