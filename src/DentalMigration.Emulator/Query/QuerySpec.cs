using DentalMigration.Emulator.Schema;
using Microsoft.OData.UriParser;

namespace DentalMigration.Emulator.Query;

/// <summary>What a query asks of one table, parsed but not yet SQL.</summary>
internal sealed record QuerySpec(Table Table)
{
    public IReadOnlyList<ColumnDef> Columns { get; init; } = [];
    public FilterClause? Filter { get; init; }
    public OrderByClause? OrderBy { get; init; }
    public long? Top { get; init; }
    public bool Count { get; init; }

    /// <summary>Whether rows are read as last written, rather than as published.</summary>
    public bool Unpublished { get; init; }
    public Microsoft.OData.UriParser.Aggregation.ApplyClause? Apply { get; init; }
    public IDictionary<string, SingleValueNode> Aliases { get; init; } = new Dictionary<string, SingleValueNode>();
    public IReadOnlyList<ExpandSpec> Expands { get; init; } = [];
}

/// <summary>A navigation property to be expanded.</summary>
internal sealed record ExpandSpec(Link Link, QuerySpec Query);
