using DentalMigration.Reports.Documents;

namespace DentalMigration.Reports;

/// <summary>Any flat records as one table, a column per public property or per key.</summary>
public static class RecordTableReport
{
    /// <summary>
    /// Makes the report. The first record is read at once, for the columns; the rest is streamed when the report is written, which can be
    /// done once unless <paramref name="rows"/> is a collection.
    /// </summary>
    /// <param name="title">What the records are.</param>
    /// <param name="rows">The records: objects of one type, or dictionaries by column name.</param>
    /// <param name="generatedAt">The time to print.</param>
    /// <param name="containsValues">True where they show values of patients' records.</param>
    /// <param name="facts">More to tell on top.</param>
    public static ReportDocument Build(
        string title,
        IEnumerable<object> rows,
        DateTimeOffset generatedAt,
        bool containsValues = false,
        IReadOnlyList<ReportFact>? facts = null)
    {
        IEnumerator<object> reader = rows.GetEnumerator();
        RecordShape? shape = reader.MoveNext() ? RecordShape.Of(reader.Current) : null;
        if (rows is IReadOnlyCollection<object> or ICollection<object>)
        {
            reader.Dispose();
        }
        else
        {
            rows = Rest(reader, shape is not null);
        }

        return new ReportDocument
        {
            Title = title,
            GeneratedAt = generatedAt,
            ContainsValues = containsValues,
            Facts = facts ?? [],
            Sections = [new TableSection(title, shape?.Columns ?? [], shape is null ? [] : rows.Select(shape.Values))],
        };
    }

    private static IEnumerable<object> Rest(IEnumerator<object> reader, bool hasCurrent)
    {
        using (reader)
        {
            while (hasCurrent)
            {
                yield return reader.Current;
                hasCurrent = reader.MoveNext();
            }
        }
    }
}
