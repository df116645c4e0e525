using System.Globalization;
using DentalMigration.Mapping.Rows;
using DentalMigration.Verification.Comparing;

namespace DentalMigration.Verification.Figures;

/// <summary>Says figures as lines: the object as a whole, then each practice.</summary>
internal static class FigureLines
{
    /// <summary>The lines of an object.</summary>
    /// <param name="columns">Its columns.</param>
    /// <param name="figures">What was counted.</param>
    /// <param name="practices">Number → source key.</param>
    /// <param name="isWhole">True where every column was looked at, false where rows and sums were counted only.</param>
    public static IEnumerable<ReconciliationLine> Of(
        ColumnComparer columns, ObjectFigures figures, IReadOnlyDictionary<int, string> practices, bool isWhole)
    {
        foreach (ReconciliationLine line in Of(columns, figures.Whole(), isWhole))
        {
            yield return line;
        }

        foreach ((int number, PracticeFigures practice) in figures.Practices.Where(_ => isWhole))
        {
            foreach (ReconciliationLine line in Of(columns, practice, isWhole).Where(l => l.Measure != "extra"))
            {
                yield return line with { Practice = practices.GetValueOrDefault(number) ?? number.ToString(CultureInfo.InvariantCulture) };
            }
        }
    }

    private static IEnumerable<ReconciliationLine> Of(ColumnComparer columns, PracticeFigures figures, bool isWhole)
    {
        RowMapper mapper = columns.Mapper;
        string o = mapper.Map.Object;
        yield return Figure(o, "rows", "", figures.Source, figures.Target);
        if (isWhole)
        {
            yield return Figure(o, "missing", "", figures.Known, figures.Found) with { Reason = "Rows the ledger has, and those of them that are in Dataverse." };
            yield return Figure(o, "extra", "", 0, figures.Extra) with { Reason = "Rows of this migration's number that its ledger does not know. They are never deleted." };
        }

        if (figures.NotCovered > 0)
        {
            yield return new ReconciliationLine(o, "notcovered", "", figures.NotCovered, figures.NotCovered, Verdict.Same)
            {
                Reason = "Rows whose record the export no longer has, or that cannot be mapped now: their values were not compared.",
            };
        }

        for (int i = 0; i < columns.Columns.Count; i++)
        {
            ComparedColumn column = columns.Columns[i];
            if (column.IsSummed)
            {
                yield return Figure(o, "sum", column.Name, figures.Columns[i].SourceAmount, figures.Columns[i].TargetAmount);
            }
        }

        if (!isWhole)
        {
            yield break;
        }

        for (int i = 0; i < columns.Columns.Count; i++)
        {
            yield return Values(o, columns.Columns[i], figures.Columns[i]);
        }

        if (mapper.Map.Content is { } content)
        {
            yield return Figure(o, "files", content.Column, figures.SourceFiles, figures.TargetFiles);
            yield return Figure(o, "checksum", content.Column, figures.Sent, figures.SameBytes) with
            {
                SourceChecksum = Hex(figures.SourceBytes),
                TargetChecksum = Hex(figures.TargetBytes),
            };
        }
    }

    private static ReconciliationLine Values(string o, ComparedColumn column, ColumnFigures figures) =>
        new(o, "values", column.Name, figures.Source, figures.Target, Judge(figures))
        {
            Blank = figures.Blank,
            Lost = figures.Lost,
            Appeared = figures.Appeared,
            SourceChecksum = Hex(figures.SourceSum),
            TargetChecksum = Hex(figures.TargetSum),
        };

    private static Verdict Judge(ColumnFigures figures) => (figures.Lost, figures.Appeared) switch
    {
        (0, 0) => figures.SourceSum == figures.TargetSum && figures.Source == figures.Target ? Verdict.Same : Verdict.Different,
        (> 0, 0) when figures.Target == 0 => Verdict.Missing,
        (0, > 0) when figures.Source == 0 => Verdict.Extra,
        _ => Verdict.Different,
    };

    private static ReconciliationLine Figure(string o, string measure, string column, decimal source, decimal target) =>
        new(o, measure, column, source, target, source == target ? Verdict.Same : Verdict.Different);

    private static string Hex(UInt128 sum) => sum.ToString("x32", CultureInfo.InvariantCulture);
}
