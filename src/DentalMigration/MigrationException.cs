namespace DentalMigration;

/// <summary>
/// The migration, or one stage of it, cannot go on. <see cref="Exception.Message"/> says in one sentence what is wrong and what to do
/// next, and never holds a patient's data.
/// </summary>
public sealed class MigrationException : Exception
{
    /// <param name="code">Stable PascalCase id of the situation, e.g. <c>SourceFolderNotFound</c>; PowerShell shows it as the ErrorId.</param>
    /// <param name="message">What is wrong and what to do next.</param>
    /// <param name="inner">What caused it, if anything did.</param>
    public MigrationException(string code, string message, Exception? inner = null)
        : base(message, inner) => Code = code;

    /// <summary>Stable PascalCase id of the situation.</summary>
    public string Code { get; }
}
