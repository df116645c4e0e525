namespace DentalMigration.Sources;

/// <summary>Why a field's text, or a whole line, could not be read. Holds no value, so it can be logged.</summary>
/// <param name="Code">Stable id: <c>MalformedDate</c>, <c>MalformedAmount</c>, <c>MalformedNumber</c>, <c>MalformedFlag</c>,
/// <c>DamagedCode</c>, <c>LostZeros</c>, <c>RaggedRow</c>, <c>MissingKey</c>, <c>InvalidCharacters</c>…</param>
/// <param name="Field">Canonical field name; empty when the whole line is at fault.</param>
/// <param name="Reason">A sentence without the value: <c>is not a date in the column's order day.month.year</c>.</param>
public sealed record FieldFault(string Code, string Field, string Reason);
