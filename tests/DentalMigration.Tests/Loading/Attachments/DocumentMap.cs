using DentalMigration.Mapping;

namespace DentalMigration.Tests.Loading.Attachments;

/// <summary>A map of patients and their documents: to notes what fits one, to a file column of a table what does not.</summary>
internal static class DocumentMap
{
    public static MigrationMap Create(int maxSizeInKB = 131_072) =>
        new() { System = "dentes", Currency = "TRY", Objects = [Patient, Note, Table(maxSizeInKB)] };

    private static ObjectMap Patient { get; } = new()
    {
        Object = "patient",
        Table = "contact",
        SourceKey = "new_sourcepatientid",
        Columns =
        [
            new ColumnMap { Column = "firstname", From = ["first_name"] },
            new ColumnMap { Column = "lastname", From = ["last_name"] },
            new ColumnMap
            {
                Column = "new_sourcepatientid",
                From = ["patient_id"],
                Create = new ColumnCreation { Type = ColumnType.String, Label = "Source Patient ID", SchemaName = "new_SourcePatientId" },
            },
        ],
    };

    private static ObjectMap Note { get; } = new()
    {
        Object = "document",
        Table = "annotation",
        Columns =
        [
            new ColumnMap { Column = "subject", From = ["description"] },
            new ColumnMap { Column = "objectid", From = ["patient_id"], Lookup = "patient" },
        ],
        Content = Content("documentbody", ContentSize.FitsNote),
    };

    private static ObjectMap Table(int maxSizeInKB) => new()
    {
        Object = "large_document",
        Table = "new_document",
        SourceKey = "new_sourcedocumentid",
        Create = new TableCreation("new_Document", "Document", "Documents", "A file too large for a note."),
        Columns =
        [
            new ColumnMap { Column = "new_name", From = ["description"] },
            new ColumnMap
            {
                Column = "new_sourcedocumentid",
                From = ["document_id"],
                Create = new ColumnCreation { Type = ColumnType.String, Label = "Source Document ID", SchemaName = "new_SourceDocumentId" },
            },
            new ColumnMap
            {
                Column = "new_contactid",
                From = ["patient_id"],
                Lookup = "patient",
                Create = new ColumnCreation { Type = ColumnType.Lookup, Label = "Patient", SchemaName = "new_ContactId" },
            },
            new ColumnMap
            {
                Column = "new_file",
                Create = new ColumnCreation { Type = ColumnType.File, Label = "File", SchemaName = "new_File", MaxSizeInKB = maxSizeInKB },
            },
        ],
        Content = Content("new_file", ContentSize.TooLargeForNote),
    };

    private static ContentMap Content(string column, ContentSize size) =>
        new() { From = ["file_path"], Column = column, Name = ["file_name"], MimeType = ["mime_type"], Size = size };
}
