namespace DentalMigration.Emulator.Errors;

/// <summary>Refusals about files.</summary>
internal static partial class Fault
{
    public static DataverseFault AttachmentTooBig() => new(400, "0x80044a02", "Attachment file size is too big.");

    public static DataverseFault AttachmentBlocked() => new(400, "0x80043e09",
        "The attachment is either not a valid type or is too large. It cannot be uploaded or downloaded.");

    public static DataverseFault FileNameInvalid() =>
        new(400, "0x80048d19", "The file name is missing or not valid; give it as 'x-ms-file-name' or 'FileName'.");

    public static DataverseFault FileNeedsBytes(string column) => new(400, "0x80048d19",
        $"The content of '{column}' is sent as application/octet-stream, not as JSON.");

    public static DataverseFault BadContentRange() =>
        new(400, "0x80048d19", "The Content-Range header is missing or does not continue the file.");

    public static DataverseFault BlockInvalid(string why) => new(400, "0x80048d19", "The block is not valid: " + why);

    public static DataverseFault TransferUnknown() => new(400, "0x80048d19", "The token does not belong to a transfer under way.");

    public static DataverseFault NoFile(string column) => new(404, "0x80040217", $"There is no file in '{column}'.");
}
