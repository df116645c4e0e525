using System.Text.Json;

namespace DentalMigration.Mapping;

/// <summary>How one column gets its value.</summary>
public sealed record ColumnMap
{
    /// <summary>Logical name of the column.</summary>
    public required string Column { get; init; }

    /// <summary>The fields it comes from; empty for a <see cref="Constant"/>.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>A named transform (<see cref="Transforms.TransformList"/>); null writes the field by the column's type.</summary>
    public string? Transform { get; init; }

    /// <summary>The transform's parameters.</summary>
    public IReadOnlyDictionary<string, string>? With { get; init; }

    /// <summary>For a lookup: the object whose record the field names.</summary>
    public string? Lookup { get; init; }

    /// <summary>For a choice: source word → option value; words are compared after folding.</summary>
    public IReadOnlyDictionary<string, int>? Values { get; init; }

    /// <summary>For a choice: name of one of the map's value maps, whose words are its values; instead of values of its own.</summary>
    public string? ValueMap { get; init; }

    /// <summary>Options the column's choice shall have beside its own, value → label; inserted into a standard choice, taken out by an undo.</summary>
    public IReadOnlyDictionary<int, string>? InsertOptions { get; init; }

    /// <summary>A fixed value, the same in every row.</summary>
    public JsonElement? Constant { get; init; }

    /// <summary>How to make the column when the table lacks it.</summary>
    public ColumnCreation? Create { get; init; }

    /// <summary>What an unreadable value costs: the row (default), or the value.</summary>
    public FaultPolicy OnFault { get; init; } = FaultPolicy.Reject;
}

/// <summary>What happens when a field's value cannot be read.</summary>
public enum FaultPolicy
{
    /// <summary>The row is rejected; the report names file, line and field.</summary>
    Reject,

    /// <summary>The column stays empty and the row gets a finding.</summary>
    Blank,
}
