using DentalMigration.Dataverse;

namespace DentalMigration.Loading;

/// <summary>
/// Dataverse's refusal of a row in our words. The service's own text is never passed on: it quotes values of the row.
/// </summary>
internal static class RefusalReason
{
    /// <summary>What is said of a row that somebody deleted.</summary>
    public const string RowMissing = "The row was deleted in Dataverse since it was written. Undo and load again, or leave it deleted.";

    public static (string Code, string Reason) Of(DataverseError error) => error.Code switch
    {
        "0x80044331" => ("TextTooLong", "Dataverse found a text longer than its column. Widen the column or shorten the text."),
        "0x8004431a" => ("ChoiceRefused", "Dataverse knows no such option. Add the option, or change the map's list."),
        "0x8004432f" or "0x80044330" => ("NumberOutOfRange", "Dataverse found a number outside its column's range. Widen the column or correct the number."),
        "0x80040217" => ("RowMissing", "A row this one refers to is not in Dataverse. It may have been deleted; run again or undo and start over."),
        "0x80060892" => ("SourceKeyTaken", "Another row has this source key. It may come from another migration; decide which one stays."),
        "0x80040237" => ("RowExists", "The row is there already, but not by this migration. Undo the other migration, or use its ledger."),
        "0x80040333" => ("DuplicateDetected", "A duplicate detection rule refused the row. Merge the records or turn the rule off."),
        "0x80048408" => ("StatusRefused", "The status does not belong to the state. Correct the map's list of states."),
        "0x8004022b" => ("OwnerDisabled", "The owner is disabled. Enable the user, or name another owner, and run again."),
        "0x80040220" => ("PrivilegeMissing", "The user may not write this table. Give it the role that may."),
        "0x80040278" => ("InvalidCharacters", "The text has characters Dataverse does not take. Correct it in the source."),
        "0x80040239" => ("DateRefused", "Dataverse takes no such date (it begins in 1753). Correct it in the source."),
        "0x80040275" => ("AppointmentWithoutTime", "An appointment needs a start and an end."),
        "0x80040200" => ("RequiredMissing", "A column Dataverse requires is empty. Map it or fill it in the source."),
        "0x80040265" => ("PlugInRefused", "A plug-in of the organisation refused the row. Ask its owner, or let the load bypass it."),
        "0x80044a02" => ("AttachmentTooLarge", "Dataverse found the file larger than its column or a note takes. Raise the limit, or migrate a reference."),
        "0x80043e09" => ("AttachmentBlocked", "Dataverse blocks files of this kind. Take the extension from the organisation's list, or leave the file behind."),
        "0x80048d19" => ("PayloadRefused", "Dataverse could not read the row. The schema may have changed since the run began; run again."),
        _ => ("Refused", $"Dataverse refused the row with {error.Code}."),
    };
}
