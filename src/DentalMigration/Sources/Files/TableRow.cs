namespace DentalMigration.Sources.Files;

/// <summary>One row of a table as it stands in the file. The cells belong to the row and are not reused.</summary>
/// <param name="Line">Physical line or row it starts on, from 1.</param>
/// <param name="Cells">Raw cells; null where empty.</param>
/// <param name="Fault">Why the row as a whole cannot be trusted, or null.</param>
internal readonly record struct TableRow(int Line, object?[] Cells, FieldFault? Fault = null)
{
    /// <summary>True where no cell holds anything but white space.</summary>
    public bool IsBlank => Array.TrueForAll(Cells, c => c is null || (c is string text && string.IsNullOrWhiteSpace(text)));
}
