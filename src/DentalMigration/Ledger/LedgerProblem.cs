using DentalMigration.Mapping.Rows;

namespace DentalMigration.Ledger;

/// <summary>A held or rejected row, or a finding, with its place in the export. Flat, for tables; holds no value of the record.</summary>
/// <param name="Object">The object.</param>
/// <param name="Key">Source key, hashed where it identifies a person.</param>
/// <param name="Kind">Held, rejected or finding.</param>
/// <param name="Code">Stable id of the reason.</param>
/// <param name="Field">Canonical field, or empty.</param>
/// <param name="Reason">What is wrong and what to do.</param>
/// <param name="File">File of the export.</param>
/// <param name="Line">Line in it, from 1.</param>
public sealed record LedgerProblem(string Object, string Key, ProblemKind Kind, string Code, string Field, string Reason, string File, int Line);
