using DentalMigration.Mapping.Attachments;
using DentalMigration.Owners;
using DentalMigration.Sources;

namespace DentalMigration.Mapping.Rows;

/// <summary>One record on its way to a row: what transforms read from and report to.</summary>
public sealed class RowContext
{
    internal RowContext(MappingContext shared, SourceRecord record)
    {
        Shared = shared;
        Record = record;
    }

    /// <summary>What all rows of the run share.</summary>
    public MappingContext Shared { get; }

    /// <summary>The record.</summary>
    public SourceRecord Record { get; }

    /// <summary>The first problem that keeps the row from being written.</summary>
    public RowProblem? Problem { get; private set; }

    /// <summary>The file that goes with the row, where the object has one.</summary>
    internal RowFile? File { get; init; }

    /// <summary>Who owns the row.</summary>
    internal Owner Owner { get; set; }

    /// <summary>The provider whose user the row waits for while the fallback owner has it; null where it waits for nobody.</summary>
    internal string? StagedFor { get; set; }

    internal List<RowProblem> Findings { get; } = [];

    internal List<RowStep> Steps { get; } = [];

    /// <summary>Reads a field; a fault rejects the row, or blanks the column where the map says so.</summary>
    public object? Read(string field, FaultPolicy onFault)
    {
        FieldReading reading = Record.Read(field);
        if (reading.Fault is { } fault)
        {
            Fault(fault.Code, field, RowProblem.Sentence(fault), onFault);
        }

        return reading.Value;
    }

    /// <summary>Reports a value that cannot be used.</summary>
    public void Fault(string code, string field, string reason, FaultPolicy onFault)
    {
        if (onFault == FaultPolicy.Blank)
        {
            Find(code, field, reason);
        }
        else
        {
            Problem ??= new RowProblem(ProblemKind.Rejected, code, field, reason);
        }
    }

    /// <summary>Holds the row until the cause is gone.</summary>
    public void Hold(string code, string field, string reason) => Problem ??= new RowProblem(ProblemKind.Held, code, field, reason);

    /// <summary>Notes something to look at about a row that is written all the same.</summary>
    public void Find(string code, string field, string reason)
    {
        var finding = new RowProblem(ProblemKind.Finding, code, field, reason);
        if (!Findings.Contains(finding))
        {
            Findings.Add(finding);
        }
    }
}
