using DentalMigration.Profiling;
using DentalMigration.Reports.Documents;

namespace DentalMigration.Reports;

/// <summary>The tables of a profile.</summary>
internal static class ProfileTables
{
    public static TableSection Findings(SourceProfile profile) => new(
        "Findings",
        [
            new("Severity") { IsRemarkable = value => value is FindingSeverity.Error }, new("Object"), new("Field"), new("Code"), ReportColumn.Number("Count"),
            new("First") { Label = "First at" }, new("Message") { Label = "What it is, and what to do" },
        ],
        profile.Findings.Select(f => (object?[])[f.Severity, f.Object, f.Field, f.Code, f.Count, f.First, f.Message]))
    {
        Caption = "Errors are to be mended, warnings to be looked at; the rest is to be known.",
        WhenEmpty = "Nothing was found that a person should know.",
    };

    public static TableSection Totals(SourceProfile profile) => new(
        "The vendor's totals",
        [
            new("Object"), new("Measure"), new("Field"), ReportColumn.Number("Expected"), ReportColumn.Number("Measured"), ReportColumn.Check("Agrees"),
        ],
        profile.Totals.Select(t => (object?[])[t.Object, t.Measure, t.Field, t.Expected, t.Measured, t.Agrees]))
    {
        Caption = "Figures of the vendor's own reports beside what the export holds.",
        WhenEmpty = "No figures of the vendor's reports were given.",
    };

    public static TableSection Objects(SourceProfile profile) => new(
        "Objects",
        [
            new("Object"), ReportColumn.Check("Present"), ReportColumn.Number("Rows"), ReportColumn.Trouble("Unusable"),
            ReportColumn.Trouble("DuplicateKeys"), ReportColumn.Trouble("DuplicatePersons"), ReportColumn.Trouble("MissingEmail"),
            ReportColumn.Trouble("MissingBirthDate"), new("DuplicatesAt"),
        ],
        profile.Objects.Select(o => (object?[])
            [o.Object, o.IsPresent, o.Rows, o.Unusable, o.DuplicateKeys, o.DuplicatePersons, o.MissingEmail, o.MissingBirthDate, o.DuplicatePositions]))
    {
        Caption = "Duplicates are records whose key, or whose name and birth date, an earlier record has.",
    };

    public static TableSection Faults(ObjectProfile[] present) => new(
        "What cannot be read",
        [new("Object"), new("Field"), new("Code"), ReportColumn.Trouble("Count"), new("First") { Label = "First at" }, new("Reason")],
        present.SelectMany(o => o.Faults).Select(f => (object?[])[f.Object, f.Field, f.Code, f.Count, f.First, f.Reason]))
    {
        WhenEmpty = "Everything can be read.",
    };

    public static TableSection References(ObjectProfile[] present) => new(
        "References",
        [
            new("Object"), new("Field"), new("Target"), new("By"), ReportColumn.Number("Count"), ReportColumn.Trouble("Orphans"), new("FirstOrphan"),
        ],
        present.SelectMany(o => o.References).Select(r => (object?[])[r.Object, r.Field, r.Target, r.By, r.Count, r.Orphans, r.FirstOrphan]))
    {
        Caption = "Orphans are records that refer to something the export does not hold.",
        WhenEmpty = "The export holds no references.",
    };

    public static TableSection Fields(ObjectProfile[] present) => new(
        "Fields",
        [
            new("Object"), new("Field"), new("Header"), new("Type"), new("LooksLike"), ReportColumn.Number("Count"), ReportColumn.Number("Empty"),
            ReportColumn.Trouble("Malformed"), ReportColumn.Number("Distinct"), new("DistinctIs"), ReportColumn.Trouble("DamagedLetters"), ReportColumn.Number("MinLength"),
            ReportColumn.Number("MaxLength"), new("From"), new("To"), ReportColumn.Number("Sum"), new("Values"),
        ],
        present.SelectMany(o => o.Fields).Select(Field))
    {
        Caption = "Values are shown where at most 20 different ones occur and none can name a person. Above 4,096 the number of different values is "
            + "an estimate, within about 2 %.",
    };

    public static TableSection Files(SourceProfile profile) => new(
        "Files",
        [
            new("File"), new("Object"), new("Encoding"), new("Delimiter"), ReportColumn.Number("HeaderLine"), ReportColumn.Number("Columns"),
            new("Warnings"),
        ],
        profile.Files.Select(f => (object?[])
            [f.Name, f.Object ?? "(not used)", f.Encoding, f.Delimiter == "\t" ? "tab" : f.Delimiter, f.HeaderLine, f.Columns.Count, f.Warnings]))
    {
        Caption = "What was detected about each file, on the evidence of its content.",
        WhenEmpty = "The source is no folder of files.",
    };

    private static object?[] Field(FieldProfile f) =>
    [
        f.Object, f.Field, f.Header, f.IsUnknown ? "(unknown)" : f.Type, f.LooksLike, f.Count, f.Empty, f.Malformed, f.Distinct,
        f.IsDistinctExact ? "exact" : "estimate", f.DamagedLetters, f.MinLength, f.MaxLength,
        f.Earliest ?? (object?)f.Smallest, f.Latest ?? (object?)f.Largest, f.Sum,
        f.Values.Select(v => FormattableString.Invariant($"{v.Value} ({v.Count})")),
    ];
}
