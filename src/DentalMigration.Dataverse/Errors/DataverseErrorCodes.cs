namespace DentalMigration.Dataverse;

/// <summary>
/// The codes of failures: the service's, as its error bodies spell them, and names for what happens on this side.
/// From the Web API's error reference and the pages on bulk operations, api-limits, alternate keys and conditional operations
/// (learn.microsoft.com/power-apps/developer/data-platform).
/// </summary>
public static class DataverseErrorCodes
{
    /// <summary>An unexpected error occurred.</summary>
    public const string UnexpectedError = "0x80040216";

    /// <summary>The row, or the target of a lookup, does not exist (404). A missing row under <c>If-Match: *</c> as well.</summary>
    public const string ObjectDoesNotExist = "0x80040217";

    /// <summary>A SystemRequired column has no value.</summary>
    public const string RequiredFieldMissing = "0x80040200";

    /// <summary>The user lacks a privilege (403).</summary>
    public const string PrivilegeDenied = "0x80040220";

    /// <summary>The calling or impersonated user is disabled (403).</summary>
    public const string UserDisabled = "0x80040225";

    /// <summary>The owner to be is disabled.</summary>
    public const string OwnerDisabled = "0x8004022b";

    /// <summary>A row with this primary key exists (412, “Cannot insert duplicate key.”).</summary>
    public const string DuplicateRecord = "0x80040237";

    /// <summary>A date lies outside what the service stores.</summary>
    public const string InvalidDateTime = "0x80040239";

    /// <summary>A plug-in refused the write; the text is the plug-in's.</summary>
    public const string PluginFailed = "0x80040265";

    /// <summary>An appointment cannot be reopened.</summary>
    public const string CannotResetAppointment = "0x8004026a";

    /// <summary>An appointment lacks its start or end.</summary>
    public const string AppointmentScheduleNotSet = "0x80040275";

    /// <summary>A text holds control characters that XML cannot carry.</summary>
    public const string InvalidCharacters = "0x80040278";

    /// <summary>A duplicate detection rule found another row; status 412 or 500, so judge by the code.</summary>
    public const string DuplicateDetected = "0x80040333";

    /// <summary>The file's extension is blocked.</summary>
    public const string BlockedExtension = "0x80043e09";

    /// <summary>A SQL error, such as a deadlock: transient, everything rolled back.</summary>
    public const string GenericSqlError = "0x80044150";

    /// <summary>The database timed out: send fewer rows at once.</summary>
    public const string SqlTimeout = "0x80044151";

    /// <summary>The request is too long (400 or 413).</summary>
    public const string RequestTooLong = "0x8004418a";

    /// <summary>A choice column has no such value.</summary>
    public const string ChoiceValueUnknown = "0x8004431a";

    /// <summary>A whole number is outside its column's range.</summary>
    public const string IntegerOutOfRange = "0x8004432f";

    /// <summary>A decimal number is outside its column's range.</summary>
    public const string DecimalOutOfRange = "0x80044330";

    /// <summary>A text is longer than its column; Dataverse never truncates.</summary>
    public const string TextTooLong = "0x80044331";

    /// <summary>A schema name does not begin with the publisher's prefix.</summary>
    public const string InvalidNamePrefix = "0x80044366";

    /// <summary>An attachment exceeds the organisation's <c>maxuploadfilesize</c>.</summary>
    public const string AttachmentTooLarge = "0x80044a02";

    /// <summary>The table has a column of this name.</summary>
    public const string ColumnNameExists = "0x80047013";

    /// <summary>The user has no access to the row.</summary>
    public const string AccessDenied = "0x80048306";

    /// <summary>An option's value does not begin with the publisher's option prefix.</summary>
    public const string OptionValuePrefixOutOfRange = "0x80048402";

    /// <summary>The status reason does not belong to the state.</summary>
    public const string InvalidStatus = "0x80048408";

    /// <summary>An unknown property, a wrong JSON type, or a navigation property in the wrong case.</summary>
    public const string InvalidPayload = "0x80048d19";

    /// <summary>The organisation may not have more custom tables.</summary>
    public const string CustomTableQuotaExceeded = "0x8004b042";

    /// <summary>An aggregate would cover more than 50,000 rows.</summary>
    public const string AggregateLimitExceeded = "0x8004e023";

    /// <summary>The user may not set a secured column on create.</summary>
    public const string SecuredColumnCreateDenied = "0x8004f502";

    /// <summary>The user may not filter on a secured column.</summary>
    public const string SecuredColumnFilterDenied = "0x8004f506";

    /// <summary>The user may not update a secured column (403).</summary>
    public const string SecuredColumnUpdateDenied = "0x8004f507";

    /// <summary>An app's unique name is longer than 40 or holds other than letters and digits.</summary>
    public const string AppUniqueNameInvalid = "0x8005011e";

    /// <summary>The row has changed since its ETag was read (412).</summary>
    public const string VersionMismatch = "0x80060882";

    /// <summary>A query or address names something the model does not have.</summary>
    public const string ResourceNotFound = "0x80060888";

    /// <summary>The table has no such alternate key.</summary>
    public const string KeyNotDefined = "0x80060890";

    /// <summary>No row has this alternate key.</summary>
    public const string KeyRecordNotFound = "0x80060891";

    /// <summary>Another row has the same alternate key (412); the text repeats the values.</summary>
    public const string AlternateKeyViolated = "0x80060892";

    /// <summary>The table has a key of this name.</summary>
    public const string KeyNameExists = "0x80060893";

    /// <summary>A key may not include a secured column.</summary>
    public const string KeyOnSecuredColumn = "0x80060896";

    /// <summary>More than 20 minutes of execution in 5 minutes (429).</summary>
    public const string ThrottledByTime = "0x80072321";

    /// <summary>More than 6,000 requests in 5 minutes (429).</summary>
    public const string ThrottledByRequests = "0x80072322";

    /// <summary>More than 52 requests at once (429).</summary>
    public const string ThrottledByConcurrency = "0x80072326";

    /// <summary>This column takes no chunked transfer.</summary>
    public const string ChunkedTransferNotSupported = "0x80090017";

    /// <summary>Plain http to another machine.</summary>
    public const string InsecureUrl = nameof(InsecureUrl);

    /// <summary>An address outside the organisation, where the token must not go.</summary>
    public const string ForeignUrl = nameof(ForeignUrl);

    /// <summary>No access token could be had.</summary>
    public const string SignInFailed = nameof(SignInFailed);

    /// <summary>The connection could not be made; nothing was sent.</summary>
    public const string Unreachable = nameof(Unreachable);

    /// <summary>The connection ended before the whole answer had come.</summary>
    public const string ConnectionLost = nameof(ConnectionLost);

    /// <summary>The answer did not come in time.</summary>
    public const string Timeout = nameof(Timeout);

    /// <summary>The answer is not what the protocol says.</summary>
    public const string InvalidResponse = nameof(InvalidResponse);

    /// <summary>A file to be uploaded cannot be read on this side.</summary>
    public const string SourceUnreadable = nameof(SourceUnreadable);

    /// <summary>More than 1,000 operations in one batch.</summary>
    public const string BatchTooLarge = nameof(BatchTooLarge);

    /// <summary>The index of an alternate key could not be built, mostly because rows already share values.</summary>
    public const string KeyFailed = nameof(KeyFailed);

    /// <summary>The index of an alternate key was not ready in time.</summary>
    public const string KeyTimeout = nameof(KeyTimeout);

    private static readonly Dictionary<string, string> Names = typeof(DataverseErrorCodes).GetFields()
        .Where(field => field.IsLiteral)
        .ToDictionary(field => (string)field.GetRawConstantValue()!, field => field.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name that this class has for a code of the service, or <see langword="null"/>.</summary>
    public static string? NameOf(string code) => Names.GetValueOrDefault(code);

    /// <summary>Whether the code is one of the three service protection limits.</summary>
    internal static bool IsThrottle(string code) => Is(code, ThrottledByTime) || Is(code, ThrottledByRequests) || Is(code, ThrottledByConcurrency);

    /// <summary>Whether the code tells of a failure that passes by itself.</summary>
    internal static bool IsTransient(string code) => Is(code, GenericSqlError) || Is(code, SqlTimeout) || IsThrottle(code);

    private static bool Is(string code, string known) => string.Equals(code, known, StringComparison.OrdinalIgnoreCase);
}
