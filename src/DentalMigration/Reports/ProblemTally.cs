using DentalMigration.Ledger;
using DentalMigration.Mapping.Rows;
using DentalMigration.Reports.Documents;

namespace DentalMigration.Reports;

/// <summary>Lists problems as they stream by, and counts them by what they are.</summary>
internal sealed class ProblemTally(IEnumerable<LedgerProblem> problems)
{
    private const int MostListed = 1_000;

    private readonly Dictionary<(ProblemKind Kind, string Code, string Object, string Field), (long Count, LedgerProblem First)> _counts = [];

    /// <summary>One line per reason, most frequent first within its kind.</summary>
    public TableSection ByCode() => new(
        "Held, rejected and findings by reason",
        [
            new("Kind"), new("Code"), new("Object"), new("Field"), ReportColumn.Number("Count"), new("First") { Label = "First at" }, new("Reason"),
        ],
        _counts.Values
            .OrderByDescending(one => one.First.Kind).ThenByDescending(one => one.Count).ThenBy(one => one.First.Code, StringComparer.Ordinal)
            .Select(one => (object?[])[one.First.Kind, one.First.Code, one.First.Object, one.First.Field, one.Count, Position(one.First), one.First.Reason]))
    {
        IsSummary = true,
        WhenEmpty = "Nothing was held or rejected, and there are no findings.",
    };

    /// <summary>Every problem with its place in the export.</summary>
    public TableSection List() => new(
        "Every held and rejected row, and every finding",
        [new("Position"), new("Object"), new("Key"), new("Kind"), new("Code"), new("Field"), new("Reason")],
        Counted())
    {
        Caption = "Position is the file of the export and the line in it. Keys that identify a person are shown as hashes.",
        WhenEmpty = "None.",
        RowLimit = MostListed,
    };

    private IEnumerable<object?[]> Counted()
    {
        _counts.Clear();
        foreach (LedgerProblem one in problems)
        {
            var what = (one.Kind, one.Code, one.Object, one.Field);
            _counts[what] = _counts.TryGetValue(what, out (long Count, LedgerProblem First) known) ? (known.Count + 1, known.First) : (1, one);
            yield return [Position(one), one.Object, one.Key, one.Kind, one.Code, one.Field, one.Reason];
        }
    }

    private static string Position(LedgerProblem one) => one.File.Length == 0 ? string.Empty : FormattableString.Invariant($"{one.File}:{one.Line}");
}
