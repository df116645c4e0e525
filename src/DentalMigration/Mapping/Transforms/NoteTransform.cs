using System.Text;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>
/// A note's text under a header with what the target has no columns for: author, type, original time in the practice's own time, tooth.
/// HTML is kept as it is, RTF is read as text, and plain text is written so that it looks as it did.
/// </summary>
internal sealed class NoteTransform : ITransform
{
    public string Name => "note";

    public string Description =>
        "The first field's text under a header of the others; 'as' html (default) or text says what the column shows, and any other parameter is the label of the field it names.";

    public TransformYield Yields => TransformYield.Text;

    public IReadOnlyList<TransformParameter> Parameters { get; } = [
        new("as", "Markup, or none.", "html", ["html", "text"]),
        new("*", "What stands before the field in the note's header.", ""),
    ];

    public object? Apply(RowContext row, ColumnMap column)
    {
        bool asHtml = column.Parameter("as", "html") == "html";
        string header = Header(row, column, asHtml);
        string body = TransformText.Of(row.Read(column.From[0], column.OnFault)) is { } text ? Body(text, asHtml) : "";
        string between = asHtml || header.Length == 0 || body.Length == 0 ? "" : "\n\n";
        return header.Length + body.Length == 0 ? null : header + between + body;
    }

    private static string Body(string text, bool asHtml)
    {
        if (RtfText.IsRtf(text))
        {
            text = RtfText.Read(text);
        }
        else if (HtmlText.IsHtml(text))
        {
            return text;
        }

        return asHtml ? $"<p>{HtmlText.OfPlain(text)}</p>" : text;
    }

    private static string Header(RowContext row, ColumnMap column, bool asHtml)
    {
        var header = new StringBuilder();
        foreach (string field in column.From.Skip(1))
        {
            object? value = row.Read(field, column.OnFault);
            value = value is DateTime { TimeOfDay.Ticks: 0 } midnight ? DateOnly.FromDateTime(midnight) : value;
            if (value is false || TransformText.Of(value) is not { Length: > 0 } text)
            {
                continue;
            }

            header.Append(header.Length == 0 ? "" : asHtml ? "<br>" : "\n").Append(column.Parameter(field, Label(field))).Append(": ");
            header.Append(asHtml ? HtmlText.Escape(text) : text);
            if (value is DateTime or TimeOnly)
            {
                header.Append(" (").Append(row.Shared.TimeZone.Id).Append(')');
            }
        }

        return header.Length > 0 && asHtml ? $"<p>{header}</p>" : header.ToString();
    }

    /// <summary><c>note_type</c> → <c>Note type</c>.</summary>
    private static string Label(string field) => char.ToUpperInvariant(field[0]) + field[1..].Replace('_', ' ');
}
