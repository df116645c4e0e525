using DentalMigration.Reports.Documents;
using DentalMigration.Reports.Writing;

namespace DentalMigration.Reports;

/// <summary>Writes a report as the file's extension says.</summary>
public static class ReportWriter
{
    /// <summary>Writes the report over what was there; its rows are streamed, so a report of streamed rows is written once.</summary>
    /// <param name="path"><c>.html</c> or <c>.htm</c>, <c>.csv</c>, <c>.json</c>.</param>
    /// <param name="document">The report.</param>
    /// <exception cref="MigrationException"><c>ReportFormatUnknown</c>, <c>ReportNotWritable</c>.</exception>
    public static void Write(string path, ReportDocument document)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(document);
        Action<Stream, ReportDocument> write = FormatOf(path) switch
        {
            ReportFormat.Html => HtmlReport.Write,
            ReportFormat.Csv => CsvReport.Write,
            _ => JsonReport.Write,
        };
        ReportFile.Write(path, document.ContainsValues, stream => write(stream, document));
    }

    /// <summary>The format a file's extension stands for; refuses an unknown one before any work is done.</summary>
    /// <exception cref="MigrationException"><c>ReportFormatUnknown</c>.</exception>
    public static ReportFormat FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".html" or ".htm" => ReportFormat.Html,
        ".csv" => ReportFormat.Csv,
        ".json" => ReportFormat.Json,
        string other => throw new MigrationException(
            "ReportFormatUnknown",
            $"A report cannot be written as '{(other.Length == 0 ? path : other)}': give the file the extension .html, .csv or .json."),
    };
}

/// <summary>What a report can be written as.</summary>
public enum ReportFormat
{
    /// <summary>One page for people, with charts, that loads nothing.</summary>
    Html,

    /// <summary>The tables, for a spreadsheet.</summary>
    Csv,

    /// <summary>Everything, for programs.</summary>
    Json,
}
