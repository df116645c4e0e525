namespace DentalMigration.Dataverse;

/// <summary>A request failed. The message names the request and the code, never values; the service's text is in <see cref="Error"/>.</summary>
public class DataverseException : Exception
{
    /// <param name="code">The service's code, or a name of <see cref="DataverseErrorCodes"/> for what happened on this side.</param>
    /// <param name="message">What happened, without data of rows.</param>
    /// <param name="inner">What caused it.</param>
    public DataverseException(string code, string message, Exception? inner = null)
        : base(message, inner) => Code = code;

    /// <summary>The service's code (<c>0x80040237</c>), <c>Http503</c> where it gave none, or a name such as <c>ConnectionLost</c>.</summary>
    public string Code { get; }

    /// <summary>What the service said, if it answered.</summary>
    public DataverseError? Error { get; init; }

    /// <summary>The HTTP status, if it answered.</summary>
    public int? Status { get; init; }

    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Whether a write may have been carried out all the same: the connection was lost or timed out, or a gateway answered.</summary>
    public bool IsInDoubt { get; init; }

    /// <summary>How long the service asked to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    internal RetryKind Retry { get; init; }
}
