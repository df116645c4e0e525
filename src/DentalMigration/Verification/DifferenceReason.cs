namespace DentalMigration.Verification;

/// <summary>A cause in words.</summary>
internal static class DifferenceReason
{
    /// <summary>The sentence; empty where there is nothing to say.</summary>
    public static string Of(DifferenceCause cause, string? changedBy) => cause switch
    {
        DifferenceCause.BlankInSource => "Blank in the source.",
        DifferenceCause.NotWritten => "The export has no column for it, so it was left to Dataverse and to people.",
        DifferenceCause.Lost => "A value was sent, but Dataverse has none; nobody wrote the row since.",
        DifferenceCause.NotAsSent => "Dataverse has another value than was sent; nobody wrote the row since. A rule or a plug-in may change it.",
        DifferenceCause.ChangedSince => changedBy is null ? "Somebody wrote the row after the migration." : $"{changedBy} wrote the row after the migration.",
        DifferenceCause.RowMissing => "The row is not in Dataverse; somebody may have deleted it.",
        DifferenceCause.Unreadable => "The row cannot be read. The user may lack the right to, or a column is gone.",
        _ => "",
    };
}
