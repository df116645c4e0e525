using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>The kind of trouble an error id stands for, by which scripts can tell what to do: sign in again, wait, mend the file.</summary>
internal static class ErrorCategories
{
    /// <summary>The category; <see cref="ErrorCategory.InvalidOperation"/> where nothing more can be said.</summary>
    public static ErrorCategory Of(string code) => Named(code) ?? ByWord(code);

    private static ErrorCategory? Named(string code) => code switch
    {
        "SignInFailed" => ErrorCategory.AuthenticationError,
        "FileDenied" or "LedgerStoreRefused" or "MapNotApproved" or "DecisionsOpen" or "RehearsalMissing"
            or "RehearsalNotCompared" or "LegalBasisMissing" or "PrivilegeMissing" or "OrganizationNotConfirmed" => ErrorCategory.PermissionDenied,
        "LedgerStoreUnreachable" or "LedgerStoreLost" or "TargetUnreachable" or "TargetUnavailable" or "SourceUnreachable"
            or "ConnectionLost" or "ConnectionClosed" or "Disconnected" => ErrorCategory.ConnectionError,
        "Stopped" => ErrorCategory.OperationStopped,
        "Unexpected" or "MigrationUnsound" or "DataverseRefused" => ErrorCategory.InvalidResult,
        "WrongOrganization" or "LedgerBoundElsewhere" or "LedgerKeyWrong" or "InsecureUrl" => ErrorCategory.SecurityError,
        "FileExists" => ErrorCategory.ResourceExists,
        "TableLimitPassed" or "ReportTooLarge" => ErrorCategory.LimitsExceeded,
        "LedgerFull" or "FileUnusable" or "OutputNotWritable" or "ReportNotWritable" => ErrorCategory.WriteError,
        "NotARecord" or "NotAPatient" or "NotAProvider" => ErrorCategory.InvalidType,
        "LedgerKeyNeeded" or "LedgerKeyTooShort" or "LedgerStoreNeeded" or "ApproverMissing" or "ReasonMissing"
            or "WaiverMissing" or "SignInsDiffer" or "SignInUnsuitable" or "UndoScopeMixed" or "AuditPartial"
            or "ProfileNeeded" or "NoSystem" or "PathAmbiguous" or "PathUnusable" or "ReportFormatUnknown"
            or "AuditFormatUnknown" => ErrorCategory.InvalidArgument,
        "LedgerStoreForeign" or "MapDoesNotFit" or "MapEdited" or "AuditBroken" or "SchemaConflict" => ErrorCategory.InvalidData,
        "NothingToResume" => ErrorCategory.InvalidOperation,
        _ => null,
    };

    private static ErrorCategory ByWord(string code) => code switch
    {
        _ when Ends(code, "InUse") => ErrorCategory.ResourceBusy,
        _ when Ends(code, "NotFound") || Ends(code, "Missing") || Ends(code, "Unknown") || Starts(code, "No") => ErrorCategory.ObjectNotFound,
        _ when Starts(code, "Unknown") || Starts(code, "Invalid") || Ends(code, "Invalid") => ErrorCategory.InvalidArgument,
        _ when Ends(code, "Unreadable") || Ends(code, "Damaged") || Ends(code, "Malformed") || Starts(code, "Malformed") => ErrorCategory.InvalidData,
        _ => ErrorCategory.InvalidOperation,
    };

    private static bool Starts(string code, string word) => code.StartsWith(word, StringComparison.Ordinal);

    private static bool Ends(string code, string word) => code.EndsWith(word, StringComparison.Ordinal);
}
