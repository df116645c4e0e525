using DentalMigration.Mapping;

namespace DentalMigration.Schema;

/// <summary>One thing the map needs in the organisation. Flat, for tables.</summary>
public sealed record SchemaItem
{
    /// <summary>What it is.</summary>
    public required SchemaKind Kind { get; init; }

    /// <summary>Logical name of its table; empty for a currency.</summary>
    public required string Table { get; init; }

    /// <summary>Logical name; for a currency its ISO code.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is there.</summary>
    public required SchemaStatus Status { get; init; }

    /// <summary>In words: <c>Text, 100 characters</c>; for a conflict what is in the way.</summary>
    public required string Description { get; init; }

    internal ObjectMap? Object { get; init; }

    internal ColumnMap? Column { get; init; }

    internal string? TargetTable { get; init; }

    internal int Value { get; init; }
}

/// <summary>The kinds of <see cref="SchemaItem"/>, in the order they are made.</summary>
public enum SchemaKind
{
    /// <summary>A currency.</summary>
    Currency,

    /// <summary>A connection role.</summary>
    Role,

    /// <summary>A custom table.</summary>
    Table,

    /// <summary>A column.</summary>
    Column,

    /// <summary>An option of a standard choice.</summary>
    Option,

    /// <summary>A lookup column with its relationship.</summary>
    Lookup,

    /// <summary>An alternate key on a source key.</summary>
    Key,
}

/// <summary>Whether a <see cref="SchemaItem"/> is there.</summary>
public enum SchemaStatus
{
    /// <summary>It is there and fits.</summary>
    Exists,

    /// <summary>It is missing and will be made.</summary>
    Missing,

    /// <summary>Something else of that name is there; a person must decide.</summary>
    Conflict,

    /// <summary>It was made just now.</summary>
    Created,
}
