using System.Text.RegularExpressions;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>
/// The list a treatment or diagnosis code is from, told by its shape; empty where the shape is none of theirs, such as a practice's own
/// codes. The code itself is never changed.
/// </summary>
internal sealed partial class CodeSystemTransform : ITransform
{
    public string Name => "codesystem";

    public string Description => "The list a code is from, by its shape: CDT (D2740, or 02740), SUT (402.010), TDB (1-7) or ICD-10 (K02.1).";

    public TransformYield Yields => TransformYield.Text;

    public object? Apply(RowContext row, ColumnMap column) => TransformText.First(row, column) switch
    {
        null => null,
        (_, string code) when Cdt().IsMatch(code) => "CDT",
        (_, string code) when Sut().IsMatch(code) => "SUT",
        (_, string code) when Tdb().IsMatch(code) => "TDB",
        (_, string code) when Icd().IsMatch(code) => "ICD-10",
        _ => null,
    };

    [GeneratedRegex("^[Dd0][0-9]{4}$")]
    private static partial Regex Cdt();

    [GeneratedRegex(@"^[0-9]{3}\.[0-9]{3}$")]
    private static partial Regex Sut();

    [GeneratedRegex("^[0-9]{1,2}-[0-9]{1,3}$")]
    private static partial Regex Tdb();

    [GeneratedRegex(@"^[A-Z][0-9]{2}(\.[0-9A-Z]{1,4})?$")]
    private static partial Regex Icd();
}
