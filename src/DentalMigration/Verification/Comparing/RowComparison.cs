using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Loading;

namespace DentalMigration.Verification.Comparing;

/// <summary>A row on both sides: what its record makes of it, what Dataverse answered, and what differs.</summary>
internal sealed class RowComparison
{
    private readonly ColumnComparer _columns;

    public RowComparison(Migration migration, ColumnComparer columns, WrittenRow written, BatchResult answer)
    {
        _columns = columns;
        Written = written;
        Expected = columns.Expect(migration, written);
        IsMissing = answer.Status == 404;
        Current = answer.IsSuccess ? answer.Json() : null;
        if (Current is { } row)
        {
            Raw = columns.Raw(row);
            Values = [.. Raw.Select((r, i) => CanonicalValue.Of(r, columns.Columns[i].Kind))];
            IsChangedSince = RowStamp.IsChanged(written.Known, row, columns.Users(migration));
        }
        else
        {
            Raw = new JsonElement?[columns.Columns.Count];
            Values = new string?[columns.Columns.Count];
            // Once read back, it was there; so somebody deleted it.
            IsChangedSince = IsMissing && written.Known.Version is not null;
        }
    }

    /// <summary>The record.</summary>
    public WrittenRow Written { get; }

    /// <summary>What the row is to hold.</summary>
    public ExpectedRow Expected { get; }

    /// <summary>The row; null where it is not there or cannot be read.</summary>
    public JsonElement? Current { get; }

    /// <summary>Its properties by column.</summary>
    public JsonElement?[] Raw { get; }

    /// <summary>Its values by column, in one spelling.</summary>
    public string?[] Values { get; }

    /// <summary>True where Dataverse says that there is no such row.</summary>
    public bool IsMissing { get; }

    /// <summary>True where somebody wrote the row after we did, or deleted it.</summary>
    public bool IsChangedSince { get; }

    /// <summary>The row's version tag.</summary>
    public string ETag => Current!.Value.GetProperty("@odata.etag").GetString()!;

    /// <summary>True where the column is as mapped.</summary>
    public bool IsSame(int column) => !Expected.IsCompared[column] || (Current is not null && Expected.Values[column] == Values[column]);

    /// <summary>The positions of the columns that differ.</summary>
    public IEnumerable<int> Differing() => Enumerable.Range(0, _columns.Columns.Count).Where(i => !IsSame(i));

    /// <summary>How a column stands.</summary>
    public (Verdict Verdict, DifferenceCause Cause) Judge(int column)
    {
        bool wanted = Expected.Values[column] is not null;
        if (IsSame(column))
        {
            return (Verdict.Same, !Expected.IsCompared[column] ? DifferenceCause.NotWritten : wanted ? DifferenceCause.None : DifferenceCause.BlankInSource);
        }

        if (Current is null)
        {
            return (Verdict.Missing, IsMissing ? DifferenceCause.RowMissing : DifferenceCause.Unreadable);
        }

        bool found = Values[column] is not null;
        return (
            !found ? Verdict.Missing : !wanted ? Verdict.Extra : Verdict.Different,
            IsChangedSince ? DifferenceCause.ChangedSince : found ? DifferenceCause.NotAsSent : DifferenceCause.Lost);
    }
}
