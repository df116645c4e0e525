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
        return ToRecord(code, message, target);
    }

    /// <summary>A record of a problem that was found, not thrown.</summary>
    public static ErrorRecord ToRecord(string code, string message, object? target) =>
        new(new MigrationException(code, message), code, Category(code), target);

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

    private static ErrorCategory Category(string code) => code switch
    {
        "SignInFailed" => ErrorCategory.AuthenticationError,
        "FileDenied" or "MapNotApproved" or "RehearsalMissing" or "RehearsalNotCompared" or "LegalBasisMissing" or "OrganizationNotConfirmed" => ErrorCategory.PermissionDenied,
        "TargetUnreachable" or "SourceUnreachable" or "ConnectionLost" or "ConnectionClosed" => ErrorCategory.ConnectionError,
        "Stopped" => ErrorCategory.OperationStopped,
        "Unexpected" => ErrorCategory.InvalidResult,
        "WrongOrganization" or "LedgerBoundElsewhere" or "InsecureUrl" => ErrorCategory.SecurityError,
        _ when code.EndsWith("NotFound", StringComparison.Ordinal) || code.EndsWith("Missing", StringComparison.Ordinal)
            || code.StartsWith("No", StringComparison.Ordinal) => ErrorCategory.ObjectNotFound,
        "FileExists" => ErrorCategory.ResourceExists,
        _ when code.EndsWith("InUse", StringComparison.Ordinal) => ErrorCategory.ResourceBusy,
        _ when code.StartsWith("Unknown", StringComparison.Ordinal) || code.StartsWith("Invalid", StringComparison.Ordinal) =>
            ErrorCategory.InvalidArgument,
        _ when code.Contains("Unreadable", StringComparison.Ordinal) || code.StartsWith("Malformed", StringComparison.Ordinal)
            || code.Contains("Damaged", StringComparison.Ordinal) => ErrorCategory.InvalidData,
        _ => ErrorCategory.InvalidOperation,
    };
}
