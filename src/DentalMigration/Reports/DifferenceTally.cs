using System.Globalization;
using DentalMigration.Reports.Documents;
using DentalMigration.Verification;

namespace DentalMigration.Reports;

/// <summary>Passes compared values on as they stream by, counts them by column, and keeps the first that differ.</summary>
internal sealed class DifferenceTally(IEnumerable<FieldDifference> rows)
{
    /// <summary>How many differences are kept for the page.</summary>
    public const int MostKept = 1_000;

    private const int MostColumns = 40;

    private readonly Dictionary<(string Object, string Column), long[]> _counts = [];
    private readonly List<(FieldDifference Difference, object?[] Row)> _kept = [];

    /// <summary>A series per verdict, in the order of <see cref="Verdict"/>.</summary>
    public static ChartSeries[] Series { get; } =
    [
        new("same", SeriesTone.Primary), new("different", SeriesTone.Danger), new("missing", SeriesTone.Warning), new("extra", SeriesTone.Accent),
    ];

    /// <summary>Every row; what sums them up is complete when they have been read.</summary>
    public IEnumerable<object?[]> Counted()
    {
        _counts.Clear();
        _kept.Clear();
        foreach (FieldDifference d in rows)
        {
            if (!_counts.TryGetValue((d.Object, d.Column), out long[]? counts))
            {
                _counts[(d.Object, d.Column)] = counts = new long[Series.Length];
            }

            counts[(int)d.Verdict]++;
            object?[] row = [d.Object, d.Key, d.Field, d.Column, d.Verdict, d.SourceValue, d.MappedValue, d.TargetValue, d.Reason, d.Cause, d.ChangedBy, d.Practice, d.Table, d.Id];
            if (d.Verdict != Verdict.Same && _kept.Count < MostKept)
            {
                _kept.Add((d, row));
            }

            yield return row;
        }
    }

    /// <summary>The first rows that differ: by object as they came, then by practice and by column.</summary>
    public IEnumerable<object?[]> Differences()
    {
        List<string> objects = [.. _kept.Select(k => k.Difference.Object).Distinct()];
        return _kept
            .OrderBy(k => objects.IndexOf(k.Difference.Object))
            .ThenBy(k => k.Difference.Practice, StringComparer.Ordinal)
            .ThenBy(k => k.Difference.Column, StringComparer.Ordinal)
            .Select(k => k.Row);
    }

    /// <summary>A bar per object.</summary>
    public IEnumerable<ChartBar> ByObject() => _counts
        .GroupBy(one => one.Key.Object)
        .Select(group => new ChartBar(group.Key, [.. Series.Select((_, i) => group.Sum(one => one.Value[i]))]));

    /// <summary>A bar per column that differs.</summary>
    public IEnumerable<ChartBar> ByColumn() => _counts
        .Where(one => Differing(one.Value) > 0)
        .OrderByDescending(one => Differing(one.Value))
        .Take(MostColumns)
        .Select(one => new ChartBar($"{one.Key.Object}: {one.Key.Column}", one.Value));

    /// <summary>Whether all is as mapped.</summary>
    public IEnumerable<VerdictReason> Reasons()
    {
        long all = _counts.Values.Sum(counts => counts.Sum());
        long differing = _counts.Values.Sum(Differing);
        if (all == 0)
        {
            yield return new(VerdictOutcome.Attention, "Nothing was compared.");
        }
        else if (differing == 0)
        {
            yield return new(VerdictOutcome.Passed, Text($"All {all:N0} values in Dataverse are as mapped."));
        }
        else
        {
            int columns = _counts.Values.Count(counts => Differing(counts) > 0);
            yield return new(VerdictOutcome.Failed, Text($"{differing:N0} of {all:N0} values are not as mapped, in {columns:N0} of {_counts.Count:N0} columns."));
        }
    }

    private static long Differing(long[] counts) => counts.Sum() - counts[(int)Verdict.Same];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
