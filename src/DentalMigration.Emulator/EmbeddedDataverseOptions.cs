using DentalMigration.Emulator.Throttling;

namespace DentalMigration.Emulator;

/// <summary>How an embedded Dataverse answers; what [?] marks in the facts is a switch here.</summary>
public sealed record EmbeddedDataverseOptions
{
    /// <summary>Root of absolute URLs in answers when a request's own URL has no usable host. Default <c>http://localhost/</c>.</summary>
    public Uri ServiceRoot { get; init; } = new("http://localhost/");

    /// <summary>All time comes from here; default the system's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The <c>x-ms-dop-hint</c> of every answer; default 4.</summary>
    public int DegreeOfParallelismHint { get; init; } = 4;

    /// <summary>Users put into a new file beside the administrator; an existing file keeps its own.</summary>
    public IReadOnlyList<EmbeddedUser> Users { get; init; } = [];

    /// <summary>Roles put into a new file beside System Administrator and Salesperson.</summary>
    public IReadOnlyList<EmbeddedRole> Roles { get; init; } = [];

    /// <summary>
    /// Whether a request needs a bearer token that names a user (401 without one, 403 when it names nobody here). Default false:
    /// who names nobody is the administrator.
    /// </summary>
    public bool RequireToken { get; init; }

    /// <summary>Whether an appointment without a status starts Scheduled/Busy (3/5) rather than Open/Free (0/1). Default true.</summary>
    public bool AppointmentDefaultsToScheduled { get; init; } = true;

    /// <summary>ISO code of a new file's base currency; default USD.</summary>
    public string BaseCurrencyCode { get; init; } = "USD";

    /// <summary>Language codes of the languages that are provisioned; default 1033 alone.</summary>
    public IReadOnlyList<int> Languages { get; init; } = [1033];

    /// <summary>How long an alternate key stays Pending after its creation; zero activates it at once. Default 50 ms.</summary>
    public TimeSpan KeyActivation { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a system job, such as a bulk deletion, waits before it runs. Default 50 ms.</summary>
    public TimeSpan JobDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Service protection limits per user; null (the default) throttles nobody.</summary>
    public ServiceLimits? Limits { get; init; }
}
