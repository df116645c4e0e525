namespace DentalMigration.Profiling;

/// <summary>One kind of unreadable value or line.</summary>
/// <param name="Object">The object.</param>
/// <param name="Field">The field; empty for whole lines.</param>
/// <param name="Code">Stable id, e.g. <c>MalformedDate</c>.</param>
/// <param name="Reason">Why, in words and without a value.</param>
/// <param name="Count">How many.</param>
/// <param name="First">Where the first stands: <c>Hastalar.csv:19</c>.</param>
public sealed record FaultProfile(string Object, string Field, string Code, string Reason, long Count, string First);
