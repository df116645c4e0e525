namespace DentalMigration.Sources;

/// <summary>
/// A field's value, read by the type its catalog declares and the format its column showed: string, DateOnly, DateTime (Unspecified),
/// TimeOnly, decimal, long or bool; null when the field is empty or not in the file.
/// </summary>
/// <param name="Value">The value; null also when there is a fault.</param>
/// <param name="Fault">Why the text could not be read, or null.</param>
public readonly record struct FieldReading(object? Value, FieldFault? Fault);
