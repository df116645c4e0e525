using DentalMigration.Sources;

namespace DentalMigration.Ledger;

/// <summary>One act: what was done to which rows by whom, with what outcome.</summary>
/// <param name="Who">The Dataverse users' ids, separated by commas, and the OS user.</param>
/// <param name="Run">The run.</param>
/// <param name="Action"><c>create</c>, <c>update</c>, <c>step</c>, <c>delete</c>, <c>restore</c>, <c>hold</c>, <c>reject</c>, <c>unchanged</c>,
/// <c>schema</c>, <c>assign</c>, <c>waive</c>, <c>approve</c>, <c>begin</c>, <c>end</c>, <c>recover</c> (the ledger itself, from its store).</param>
/// <param name="Table">Logical name of the table, where one is concerned.</param>
/// <param name="Outcome"><c>done</c>, or a code.</param>
/// <param name="Count">How many rows.</param>
/// <param name="Ids">The rows' ids, where they are told one by one.</param>
/// <param name="Note">More, without values: a component's name, an approver.</param>
public sealed record AuditEntry(
    string Who,
    long Run,
    string Action,
    string? Table,
    string Outcome,
    int Count = 0,
    IReadOnlyList<Guid>? Ids = null,
    string? Note = null)
{
    /// <summary>The object, where rows are told by their keys.</summary>
    public string? Object { get; init; }

    /// <summary>Source keys of rows without an id, hashed where they identify a person.</summary>
    public IReadOnlyList<string>? Keys { get; init; }

    /// <summary>SHA-256 over the source keys of unchanged rows, each followed by a line feed, in the order they were seen.</summary>
    public string? KeysHash { get; init; }

    /// <summary>At a run's beginning: the export's files, with their checksums.</summary>
    public IReadOnlyList<SourceFingerprint>? Source { get; init; }

    /// <summary>At a run's end: the conservation lines.</summary>
    public IReadOnlyList<ObjectCounts>? Counts { get; init; }
}
