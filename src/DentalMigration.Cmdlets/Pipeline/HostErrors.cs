using System.Management.Automation;
using DentalMigration.Hosting;

namespace DentalMigration.Commands;

/// <summary>The one way from an exception to an error record: the stable code as ErrorId, a category, and a safe key as target.</summary>
internal static class HostErrors
{
    /// <summary>The record. Carries no inner exception, whose message might quote a cell of the export.</summary>
    public static ErrorRecord ToRecord(Exception exception, object? target = null)
    {
        (string code, string message) = ErrorText.Of(exception);

        // A number of the service's own is no name that stays; the sentence has it.
        return ToRecord(code.Length > 0 && char.IsAsciiLetterUpper(code[0]) ? code : "DataverseRefused", message, target);
    }

    /// <summary>A record of a problem that was found, not thrown.</summary>
    public static ErrorRecord ToRecord(string code, string message, object? target) =>
        new(new MigrationException(code, message), code, ErrorCategories.Of(code), target);

    /// <summary>Types and stack, for <c>-Debug</c>; without messages, which may quote a cell.</summary>
    public static string Trace(Exception exception)
    {
        string text = "";
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            text += $"{e.GetType().FullName}{Environment.NewLine}{e.StackTrace}{Environment.NewLine}";
        }

        return text;
    }
}
