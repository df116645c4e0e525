using DentalMigration.Dataverse;

namespace DentalMigration.Hosting;

/// <summary>One way from an exception to an id and a sentence, for both front ends.</summary>
public static class ErrorText
{
    /// <summary>The stable id and the sentence of an exception. Never holds a patient's data.</summary>
    public static (string Code, string Message) Of(Exception exception) => exception switch
    {
        MigrationException e => (e.Code, e.Message),
        DataverseException e => (e.Code, $"Dataverse refused a request ({e.Code}, HTTP {e.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}). Check the user's roles and the organisation's state, then run again."),
        OperationCanceledException => ("Stopped", "Stopped. Run again to go on where it stopped."),
        AggregateException { InnerExceptions.Count: 1 } e => Of(e.InnerException!),
        IOException e => ("FileUnusable", e.Message),
        UnauthorizedAccessException e => ("FileDenied", e.Message),
        _ => ("Unexpected", $"{exception.GetType().Name}: an unexpected error. Please report it with the stack trace that -Debug shows."),
    };
}
