using DentalMigration.Sources;

namespace DentalMigration.Mapping.Rows;

/// <summary>Why a row was not written, or what to look at about one that was. Holds no value of the record.</summary>
/// <param name="Kind">Held, rejected, or a finding.</param>
/// <param name="Code">Stable PascalCase id: <c>MalformedDate</c>, <c>OrphanReference</c>, <c>TextTooLong</c>…</param>
/// <param name="Field">Canonical field; empty for the whole row.</param>
/// <param name="Reason">A sentence: what is wrong and what to do.</param>
public sealed record RowProblem(ProblemKind Kind, string Code, string Field, string Reason)
{
    internal static RowProblem Rejected(FieldFault fault) => new(ProblemKind.Rejected, fault.Code, fault.Field, Sentence(fault));

    /// <summary>A fault as a whole sentence with what to do.</summary>
    internal static string Sentence(FieldFault fault) => fault.Field.Length == 0
        ? $"{char.ToUpperInvariant(fault.Reason[0])}{fault.Reason[1..]}. Correct the line in the source."
        : $"The value {fault.Reason}. Correct it in the source.";
}

/// <summary>How grave a <see cref="RowProblem"/> is.</summary>
public enum ProblemKind
{
    /// <summary>The row was written; look at it.</summary>
    Finding,

    /// <summary>Not written; tried again when the cause is gone.</summary>
    Held,

    /// <summary>Never written as it is; the source must be corrected.</summary>
    Rejected,
}
