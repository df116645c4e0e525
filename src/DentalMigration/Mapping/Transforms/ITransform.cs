using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>A named way from source fields to a column's value.</summary>
public interface ITransform
{
    /// <summary>Name in the map.</summary>
    string Name { get; }

    /// <summary>What it does, for people and for completion.</summary>
    string Description { get; }

    /// <summary>What kind of value it gives.</summary>
    TransformYield Yields { get; }

    /// <summary>The parameters it takes.</summary>
    IReadOnlyList<TransformParameter> Parameters => [];

    /// <summary>The column's value: string, DateOnly, DateTime (UTC), decimal, long, int, bool, or null for empty.</summary>
    object? Apply(RowContext row, ColumnMap column);
}
