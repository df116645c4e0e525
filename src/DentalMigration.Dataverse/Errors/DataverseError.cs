namespace DentalMigration.Dataverse;

/// <summary>The service's own account of a failure.</summary>
/// <param name="Code">In hexadecimal, such as <c>0x80040237</c>; empty when the service gave none.</param>
/// <param name="Message">The service's text. It may repeat values of the row, so it belongs into no log.</param>
public sealed record DataverseError(string Code, string Message);
