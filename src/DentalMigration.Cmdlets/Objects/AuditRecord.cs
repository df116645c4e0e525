using DentalMigration.Ledger;

namespace DentalMigration.Commands;

/// <summary>One line of the audit log.</summary>
public sealed class AuditRecord
{
    internal AuditRecord(AuditLine line)
    {
        Sequence = line.Sequence;
        At = DateTimeOffset.Parse(line.At, System.Globalization.CultureInfo.InvariantCulture);
        Who = line.Entry.Who;
        Run = line.Entry.Run;
        Action = line.Entry.Action;
        Table = line.Entry.Table ?? "";
        Outcome = line.Entry.Outcome;
        Count = line.Entry.Count;
        Note = line.Entry.Note ?? "";
        Ids = [.. line.Entry.Ids ?? []];
    }

    /// <summary>Its place, from 1.</summary>
    public long Sequence { get; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The Dataverse user's id and the user of the machine.</summary>
    public string Who { get; }

    /// <summary>The run; 0 where it belongs to none.</summary>
    public long Run { get; }

    /// <summary>What was done.</summary>
    public string Action { get; }

    /// <summary>To which table.</summary>
    public string Table { get; }

    /// <summary><c>done</c>, or a code.</summary>
    public string Outcome { get; }

    /// <summary>To how many rows.</summary>
    public int Count { get; }

    /// <summary>More, without values.</summary>
    public string Note { get; }

    /// <summary>The rows' ids, where they are told one by one.</summary>
    public Guid[] Ids { get; }
}
