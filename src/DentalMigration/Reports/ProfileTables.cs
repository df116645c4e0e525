using DentalMigration.Profiling;
using DentalMigration.Reports.Documents;

namespace DentalMigration.Reports;

/// <summary>The tables of a profile.</summary>
internal static class ProfileTables
{
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
        Caption = profile.Objects.All(o => o.IsExact)
            ? "Duplicates are records whose key, or whose name and birth date, an earlier record has."
            : "Duplicates may be more: there were more keys than are kept in memory.",
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
            new("Object"), new("Field"), new("Header"), new("Type"), ReportColumn.Number("Count"), ReportColumn.Number("Empty"),
            ReportColumn.Trouble("Malformed"), ReportColumn.Number("Distinct"), ReportColumn.Trouble("DamagedLetters"), ReportColumn.Number("MinLength"),
            ReportColumn.Number("MaxLength"), new("From"), new("To"), new("Values"),
        ],
        present.SelectMany(o => o.Fields).Select(Field))
    {
        Caption = "Values are shown where at most 20 different ones occur and none can name a person.",
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
        f.Object, f.Field, f.Header, f.Type, f.Count, f.Empty, f.Malformed, f.Distinct, f.DamagedLetters, f.MinLength, f.MaxLength,
        f.Earliest ?? (object?)f.Smallest, f.Latest ?? (object?)f.Largest,
        f.Values.Select(v => FormattableString.Invariant($"{v.Value} ({v.Count})")),
    ];
}
