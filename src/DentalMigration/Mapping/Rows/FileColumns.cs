using System.Globalization;
using DentalMigration.Mapping.Attachments;

namespace DentalMigration.Mapping.Rows;

/// <summary>The columns and the step by which an object's files travel.</summary>
internal static class FileColumns
{
    /// <summary>A file step's kind is this and the column.</summary>
    public const string StepKind = "file:";

    /// <summary>The body of an annotation.</summary>
    public const string NoteBody = "documentbody";

    private static readonly string[] OfNote = ["filename", "mimetype", "isdocument", "filesize", NoteBody];

    /// <summary>True where the file decides what the column holds, and not the map's own entry for it.</summary>
    public static bool Owns(ContentMap? content, string column) =>
        content is not null && (column == content.Column || (content.Column == NoteBody && OfNote.Contains(column)));

    /// <summary>The columns of a row that tell of its file.</summary>
    public static IEnumerable<ColumnWriter> Of(ContentMap content)
    {
        IReadOnlyList<string> name = [.. content.Name, .. content.From];
        if (content.Column == NoteBody)
        {
            yield return new FileColumnWriter(f => f.Name) { Column = "filename", Fields = name };
            yield return new FileColumnWriter(f => f.MimeType) { Column = "mimetype", Fields = [.. content.MimeType, .. content.From] };
            yield return new FileResultColumn("filesize") { Column = "filesize", ForUpdate = false, Fields = content.From };
        }
        else
        {
            yield return new FileResultColumn(NameColumn(content)) { Column = content.Column, ForUpdate = false, Fields = name };
        }
    }

    /// <summary>The step that sends the file.</summary>
    public static RowStep Step(ContentMap content, RowFile file) => new(StepKind + content.Column, file.ToJson(), Expected(content, file));

    /// <summary>The property that reads the name of a file column's file.</summary>
    private static string NameColumn(ContentMap content) => content.Column + "_name";

    private static Dictionary<string, string> Expected(ContentMap content, RowFile file) => content.Column != NoteBody
        ? new Dictionary<string, string> { [NameColumn(content)] = file.Name }
        : file.Length is { } length
            ? new Dictionary<string, string> { ["filesize"] = length.ToString(CultureInfo.InvariantCulture) }
            : [];
}
