namespace DentalMigration.Ledger;

/// <summary>The first broken link of an audit log.</summary>
/// <param name="Sequence">The entry, from 1.</param>
/// <param name="Fault">What is wrong with it.</param>
/// <param name="Reason">The same in a sentence.</param>
public sealed record AuditBreak(long Sequence, AuditFault Fault, string Reason);

/// <summary>What can be wrong with an entry.</summary>
public enum AuditFault
{
    /// <summary>It is not as it was written.</summary>
    Changed,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It was not written by the migration.</summary>
    Inserted,

    /// <summary>It and what followed are not there.</summary>
    CutOff,
}
