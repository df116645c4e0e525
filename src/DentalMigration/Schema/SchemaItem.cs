using DentalMigration.Dataverse;
using DentalMigration.Mapping;
using DentalMigration.Schema.Rows;

namespace DentalMigration.Schema;

/// <summary>One thing the map needs in the organisation. Flat, for tables.</summary>
public sealed record SchemaItem
{
    /// <summary>What it is.</summary>
    public required SchemaKind Kind { get; init; }

    /// <summary>Logical name of its table; empty for what belongs to none, such as a currency.</summary>
    public required string Table { get; init; }

    /// <summary>Logical name; for a currency its ISO code, for what people see its label.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is there.</summary>
    public required SchemaStatus Status { get; init; }

    /// <summary>In words: <c>Text, 100 characters</c>; for a conflict what is in the way.</summary>
    public required string Description { get; init; }

    internal ObjectMap? Object { get; init; }

    internal ColumnMap? Column { get; init; }

    internal string? TargetTable { get; init; }

    internal int Value { get; init; }

    /// <summary>For a column that is there: what has to change about it.</summary>
    internal ColumnChange? Change { get; init; }

    /// <summary>For an option: the choice it is added to.</summary>
    internal ChoiceReference? Choice { get; init; }

    /// <summary>For a choice or an option: the options it needs.</summary>
    internal IReadOnlyDictionary<int, string>? Options { get; init; }

    /// <summary>For a member of the profile: the user or team.</summary>
    internal Guid Member { get; init; }

    internal ManyToManyCreation? ManyToMany { get; init; }

    /// <summary>For what is a row of its own: that row.</summary>
    internal ComponentRow? Row { get; init; }
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
