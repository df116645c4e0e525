namespace DentalMigration.Sources;

/// <summary>A file of the export that cannot be used, or an object it lacks. The rest of the export is read all the same.</summary>
/// <param name="File">File name; empty for an object there is no file of.</param>
/// <param name="Object">The catalog object concerned; empty when it cannot be told.</param>
/// <param name="Code"><c>SourceFileUnreadable</c>, <c>UnknownEncoding</c>, <c>HeaderNotFound</c>, <c>DuplicateHeader</c>,
/// <c>MissingColumn</c> or <c>SourceObjectMissing</c>.</param>
/// <param name="Message">What is wrong and what to do, in one sentence.</param>
public sealed record SourceFault(string File, string Object, string Code, string Message);
