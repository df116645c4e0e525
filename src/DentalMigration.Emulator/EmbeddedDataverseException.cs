namespace DentalMigration.Emulator;

/// <summary>An embedded file could not be opened. <see cref="Code"/> is one of NotAnEmbeddedFile, NewerFile, FileInUse,
/// CannotOpen.</summary>
public sealed class EmbeddedDataverseException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Stable name of the reason.</summary>
    public string Code { get; } = code;
}
