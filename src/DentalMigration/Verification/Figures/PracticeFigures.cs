namespace DentalMigration.Verification.Figures;

/// <summary>What is counted of an object's rows, of one practice or of all.</summary>
internal sealed class PracticeFigures
{
    public PracticeFigures(int columns) => Columns = [.. Enumerable.Range(0, columns).Select(_ => new ColumnFigures())];

    /// <summary>One entry a compared column.</summary>
    public ColumnFigures[] Columns { get; }

    /// <summary>Records of the export that have a row.</summary>
    public long Source;

    /// <summary>Their rows found in Dataverse, and rows of our number nobody knows.</summary>
    public long Target;

    /// <summary>Rows the ledger knows.</summary>
    public long Known;

    /// <summary>Those of them that are in Dataverse.</summary>
    public long Found;

    /// <summary>Rows of our number the ledger does not know.</summary>
    public long Extra;

    /// <summary>Rows the export has no record for any more, or none that can be mapped.</summary>
    public long NotCovered;

    /// <summary>Rows that are to have a file, and that have one.</summary>
    public long SourceFiles, TargetFiles;

    /// <summary>Files sent, and those that came back with the same bytes.</summary>
    public long Sent, SameBytes;

    /// <summary>Order-independent checksums of the files' bytes.</summary>
    public UInt128 SourceBytes, TargetBytes;

    /// <summary>Adds another's counts.</summary>
    public void Add(PracticeFigures other)
    {
        Source += other.Source;
        Target += other.Target;
        Known += other.Known;
        Found += other.Found;
        Extra += other.Extra;
        NotCovered += other.NotCovered;
        SourceFiles += other.SourceFiles;
        TargetFiles += other.TargetFiles;
        Sent += other.Sent;
        SameBytes += other.SameBytes;
        SourceBytes += other.SourceBytes;
        TargetBytes += other.TargetBytes;
        for (int i = 0; i < Columns.Length; i++)
        {
            Columns[i].Add(other.Columns[i]);
        }
    }
}
