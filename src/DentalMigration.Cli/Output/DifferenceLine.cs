using System.Text.Json;
using DentalMigration.Verification;

namespace DentalMigration.Cli.Output;

/// <summary>
/// The machine-readable last line of a field-level comparison, written while rows are read back: a practice of which every row differs needs no
/// memory. Values of records stand in it only where they are asked for.
/// </summary>
internal sealed class DifferenceLine(TextWriter output, bool values)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>How many values differ.</summary>
    public long Count { get; private set; }

    /// <summary>Writes a difference.</summary>
    public void Add(FieldDifference d)
    {
        output.Write(Count++ == 0 ? "{\"differences\":[" : ",");
        output.Write(JsonSerializer.Serialize(
            new
            {
                @object = d.Object, key = values ? d.Key : null, table = d.Table, id = d.Id, column = d.Column, practice = d.Practice, verdict = d.Verdict.ToString(),
                cause = d.Cause.ToString(), reason = d.Reason,
                source = values ? d.SourceValue : null, mapped = values ? d.MappedValue : null, target = values ? d.TargetValue : null,
            },
            Json));
    }

    /// <summary>Ends the line with the counts by column.</summary>
    public void Complete(IReadOnlyList<DifferenceSummary> columns, int exit)
    {
        string rest = JsonSerializer.Serialize(new { columns, exit }, Json);
        output.WriteLine((Count == 0 ? "{\"differences\":[]," : "],") + rest[1..]);
    }

    /// <summary>Ends a line that cannot be completed, so that what is said instead stands on one of its own.</summary>
    public void Abandon()
    {
        if (Count > 0)
        {
            output.WriteLine();
        }
    }
}
