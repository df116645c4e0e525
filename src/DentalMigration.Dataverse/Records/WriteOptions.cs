namespace DentalMigration.Dataverse;

/// <summary>What goes along with a write (powerapps-docs, webapi: compose-http-requests-handle-errors.md, bypass-custom-business-logic.md).</summary>
public sealed record WriteOptions
{
    /// <summary>Skip the organisation's own synchronous and asynchronous logic; needs the privilege prvBypassCustomBusinessLogic.</summary>
    public bool BypassBusinessLogic { get; init; }

    /// <summary>Start no Power Automate flows.</summary>
    public bool SuppressCallbacks { get; init; }

    /// <summary>Whether published duplicate rules apply; <see langword="null"/> leaves the API's default, which is no.</summary>
    public bool? DetectDuplicates { get; init; }

    /// <summary>An ETag or <c>*</c>: write only the row that is like this. Not for bulk messages.</summary>
    public string? IfMatch { get; init; }

    /// <summary><c>*</c>: write only if no such row exists. For <see cref="DataverseClient.SendAsync"/>.</summary>
    public string? IfNoneMatch { get; init; }

    /// <summary>The systemuser to act for; needs prvActOnBehalfOfAnotherUser.</summary>
    public Guid? CallerId { get; init; }

    /// <summary>The solution that receives a component.</summary>
    public string? SolutionUniqueName { get; init; }

    /// <summary>Ask for the written row. For <see cref="DataverseClient.SendAsync"/> and <see cref="DataverseClient.BatchAsync"/>.</summary>
    public bool ReturnRepresentation { get; init; }

    /// <summary>A text that plug-ins see among their shared variables.</summary>
    public string? Tag { get; init; }

    /// <summary>The options as headers. The tag is a query option instead.</summary>
    internal IEnumerable<(string Name, string Value)> Headers()
    {
        if (BypassBusinessLogic)
        {
            yield return ("MSCRM.BypassBusinessLogicExecution", "CustomSync,CustomAsync");
        }
        if (SuppressCallbacks)
        {
            yield return ("MSCRM.SuppressCallbackRegistrationExpanderJob", "true");
        }
        if (DetectDuplicates is { } detect)
        {
            yield return ("MSCRM.SuppressDuplicateDetection", detect ? "false" : "true");
        }
        if (CallerId is { } caller)
        {
            yield return ("MSCRMCallerID", caller.ToString("D"));
        }
        if (SolutionUniqueName is { } solution)
        {
            yield return ("MSCRM.SolutionUniqueName", solution);
        }
        if (IfMatch is not null)
        {
            yield return ("If-Match", IfMatch);
        }
        if (IfNoneMatch is not null)
        {
            yield return ("If-None-Match", IfNoneMatch);
        }
        if (ReturnRepresentation)
        {
            yield return ("Prefer", "return=representation");
        }
    }
}
