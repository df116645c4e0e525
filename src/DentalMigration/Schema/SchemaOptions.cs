using DentalMigration.Profiling;

namespace DentalMigration.Schema;

/// <summary>What of a schema is planned.</summary>
public sealed record SchemaOptions
{
    /// <summary>Only these kinds; empty for all.</summary>
    public IReadOnlyList<SchemaKind> Kinds { get; init; } = [];

    /// <summary>Not these kinds.</summary>
    public IReadOnlyList<SchemaKind> Exclude { get; init; } = [];

    /// <summary>What was measured on the export: text columns grow where it holds longer values than the map foresees.</summary>
    public SourceProfile? Profile { get; init; }

    /// <summary>What a load cannot do without.</summary>
    internal static SchemaOptions ForLoad { get; } = new() { Kinds = [.. Enum.GetValues<SchemaKind>().Where(SchemaKinds.IsForLoad)] };

    /// <summary>True where no more is asked than whether a load can run.</summary>
    internal bool IsForLoad => ReferenceEquals(this, ForLoad);

    internal bool Includes(SchemaKind kind) => (Kinds.Count == 0 || Kinds.Contains(kind)) && !Exclude.Contains(kind);
}
