using DentalMigration.Mapping.Attachments;
using DentalMigration.Owners;
using DentalMigration.Sources;

namespace DentalMigration.Mapping.Rows;

/// <summary>A record as its row: either ready to write, or with the problem that keeps it from being written.</summary>
public sealed class MappedRow
{
    /// <summary>The record it came from.</summary>
    public required SourceRecord Record { get; init; }

    /// <summary>The row's id; empty when not writable.</summary>
    public Guid Id { get; init; }

    /// <summary>The row as a UTF-8 JSON object; empty when not writable.</summary>
    public ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>Fingerprint of the content, second steps included.</summary>
    public byte[] Hash { get; init; } = [];

    /// <summary>Who owns the row; empty where rows of the object are only matched.</summary>
    public RowOwner? Owner { get; init; }

    /// <summary>What happens after the row is there: a state a create cannot set, a lookup to the same table.</summary>
    public IReadOnlyList<RowStep> Steps { get; init; } = [];

    /// <summary>The file that goes with the row; null where the object has none.</summary>
    public RowFile? File { get; init; }

    /// <summary>True where the record is another object's, by its file; the findings are then for a row it had here before.</summary>
    public bool IsFiltered { get; init; }

    /// <summary>Held or rejected for this; null when writable.</summary>
    public RowProblem? Problem { get; init; }

    /// <summary>Things to look at about the row.</summary>
    public IReadOnlyList<RowProblem> Findings { get; init; } = [];

    /// <summary>The same row, without what would follow its writing: for a row of others in which only blanks are filled.</summary>
    internal MappedRow WithoutSteps() => new() { Record = Record, Id = Id, Json = Json, Hash = Hash, Owner = Owner, Findings = Findings };
}

/// <summary>A row's owner as the migration gave it.</summary>
/// <param name="Owner">The user or team.</param>
/// <param name="StagedFor">The provider the row waits for, by key or by the name the export has; null where it waits for nobody.</param>
public sealed record RowOwner(Owner Owner, string? StagedFor);

/// <summary>A journaled second write to a row.</summary>
/// <param name="Kind"><c>state</c>, <c>link:</c> and a column, or <c>file:</c> and a column; with the row it names the step.</param>
/// <param name="Body">The PATCH body; of a file what is known of it.</param>
/// <param name="Expected">What the row reads back as when the step is done: property → value as text.</param>
public sealed record RowStep(string Kind, string Body, IReadOnlyDictionary<string, string> Expected);
