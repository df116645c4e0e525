namespace DentalMigration.Dataverse;

/// <summary>Whether the client itself may send a failed request again.</summary>
internal enum RetryKind
{
    /// <summary>No: it was refused, or it is a write that may have been carried out.</summary>
    None,

    /// <summary>Yes, for as long as it takes: the service refused it for its protection limits.</summary>
    Throttled,

    /// <summary>Yes, a few times: it is a read, or nothing was sent.</summary>
    Safe,
}
