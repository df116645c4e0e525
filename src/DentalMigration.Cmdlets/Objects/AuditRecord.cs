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
        Object = line.Entry.Object ?? "";
        Ids = [.. line.Entry.Ids ?? []];
        Keys = [.. line.Entry.Keys ?? []];
        KeysHash = line.Entry.KeysHash ?? "";
        Source = [.. (line.Entry.Source ?? []).Select(f => f.Sha256.Length > 0 ? $"{f.Name} {f.Sha256}" : f.Name)];
        Counts = [.. line.Entry.Counts ?? []];
        Previous = line.Previous;
        Hash = line.Hash;
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

    /// <summary>The object, where rows are told by their keys.</summary>
    public string Object { get; }

    /// <summary>Source keys of rows that have no id, hashed where they identify a person.</summary>
    public string[] Keys { get; }

    /// <summary>SHA-256 over the keys of unchanged rows.</summary>
    public string KeysHash { get; }

    /// <summary>At a run's beginning: the export's files, with their SHA-256.</summary>
    public string[] Source { get; }

    /// <summary>At a run's end: the conservation lines.</summary>
    public ObjectCounts[] Counts { get; }

    /// <summary>Hash of the entry before; empty for the first.</summary>
    public string Previous { get; }

    /// <summary>Hash of this entry, which the next one rests on.</summary>
    public string Hash { get; }
}
