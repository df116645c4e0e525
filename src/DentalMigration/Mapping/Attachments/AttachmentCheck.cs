using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Attachments;

/// <summary>What was found of a record's file before its row is made.</summary>
internal sealed record AttachmentCheck
{
    /// <summary>The file is another object's to hold.</summary>
    public static readonly AttachmentCheck NotOurs = new() { IsFiltered = true };

    /// <summary>The file is another object's by its size. The finding is for a record that had its row here before.</summary>
    public static readonly AttachmentCheck OtherSize = new()
    {
        IsFiltered = true,
        Finding = new RowProblem(ProblemKind.Finding, "AttachmentMoved", "",
            "The file has another size than before, so it now goes another way; the row with the former one stays. Delete that by hand."),
    };

    /// <summary>True where the record is another object's.</summary>
    public bool IsFiltered { get; private init; }

    /// <summary>The file; null where it is filtered or a problem.</summary>
    public RowFile? File { get; init; }

    /// <summary>Why the row is not made.</summary>
    public RowProblem? Problem { get; init; }

    /// <summary>Something to look at about the row.</summary>
    public RowProblem? Finding { get; init; }
}
