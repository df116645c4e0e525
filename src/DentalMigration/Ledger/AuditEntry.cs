namespace DentalMigration.Ledger;

/// <summary>One act: what was done to which rows by whom, with what outcome.</summary>
/// <param name="Who">The Dataverse users' ids, separated by commas, and the OS user.</param>
/// <param name="Run">The run.</param>
/// <param name="Action"><c>create</c>, <c>update</c>, <c>step</c>, <c>delete</c>, <c>restore</c>, <c>hold</c>, <c>reject</c>, <c>unchanged</c>,
/// <c>schema</c>, <c>assign</c>, <c>waive</c>, <c>approve</c>, <c>begin</c>, <c>end</c>.</param>
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
    string? Note = null);

/// <summary>An entry with its place in the log.</summary>
/// <param name="Sequence">From 1.</param>
/// <param name="At">UTC, ISO 8601.</param>
/// <param name="Entry">The act.</param>
public sealed record AuditLine(long Sequence, string At, AuditEntry Entry);
