using DentalMigration.Sources.Profiles;

namespace DentalMigration.Sources;

/// <summary>What was detected about one file or sheet of an export, on the evidence of its content.</summary>
/// <param name="Name">File name, with <c>#sheet</c> for a workbook.</param>
/// <param name="Object">The catalog object it holds; null when it is not one of ours (then it is ignored and reported).</param>
/// <param name="Encoding">Encoding name such as <c>windows-1254</c>; empty for a workbook.</param>
/// <param name="Delimiter">Delimiter; empty for a workbook.</param>
/// <param name="HeaderLine">Line the header stands on, from 1.</param>
/// <param name="Columns">The columns, in file order.</param>
/// <param name="Warnings">What a person should know: unknown columns, repaired letters, ambiguous dates. Without values.</param>
/// <param name="Place">Where a source profile would say it is; null where that is its file name.</param>
public sealed record SourceFile(
    string Name,
    string? Object,
    string Encoding,
    string Delimiter,
    int HeaderLine,
    IReadOnlyList<SourceColumn> Columns,
    IReadOnlyList<string> Warnings,
    ProfileObject? Place = null);
