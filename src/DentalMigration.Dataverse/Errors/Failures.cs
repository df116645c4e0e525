namespace DentalMigration.Dataverse;

/// <summary>The failures in which the service did not answer.</summary>
internal static class Failures
{
    /// <summary>Whether the exception comes from making the connection, so that the service cannot have seen the request.</summary>
    public static bool IsBeforeSending(HttpRequestException e) => e.HttpRequestError
        is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;

    public static DataverseException Unreachable(DataverseRequest request, Exception inner) =>
        new(DataverseErrorCodes.Unreachable, $"{request.Subject}: the service cannot be reached.", inner)
        {
            IsTransient = true,
            Retry = RetryKind.Safe,
        };

    public static DataverseException ConnectionLost(DataverseRequest request, Exception inner) =>
        InDoubt(request, DataverseErrorCodes.ConnectionLost, "the connection was lost before the answer came.", inner);

    public static DataverseException TimedOut(DataverseRequest request, Exception inner) =>
        InDoubt(request, DataverseErrorCodes.Timeout, "no answer came in time.", inner);

    /// <summary>The answer came damaged. What was asked may have been done all the same.</summary>
    public static DataverseException Damaged(DataverseRequest request, int status) =>
        new(DataverseErrorCodes.InvalidResponse, $"{request.Subject}: the answer came damaged.")
        {
            Status = status,
            IsTransient = true,
            IsInDoubt = !request.IsRead && status < 400,
            Retry = request.MayRepeat ? RetryKind.Safe : RetryKind.None,
        };

    private static DataverseException InDoubt(DataverseRequest request, string code, string what, Exception inner) =>
        new(code, $"{request.Subject}: {what}", inner)
        {
            IsTransient = true,
            IsInDoubt = !request.IsRead,
            Retry = request.MayRepeat ? RetryKind.Safe : RetryKind.None,
        };
}
