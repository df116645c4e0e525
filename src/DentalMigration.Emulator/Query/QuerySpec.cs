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

    /// <summary>What the caller may read of secured columns; null when everything.</summary>
    public Identity.ColumnPermissions? Permissions { get; init; }

    /// <summary>Whether rows are read as last written, rather than as published.</summary>
    public bool Unpublished { get; init; }
    public Microsoft.OData.UriParser.Aggregation.ApplyClause? Apply { get; init; }
    public IDictionary<string, SingleValueNode> Aliases { get; init; } = new Dictionary<string, SingleValueNode>();
    public IReadOnlyList<ExpandSpec> Expands { get; init; } = [];

    /// <summary>The same query with what it reads limited, at every level.</summary>
    public QuerySpec Limited(Identity.ColumnPermissions? permissions) => permissions is null ? this : this with
    {
        Permissions = permissions, Expands = [.. Expands.Select(e => e with { Query = e.Query.Limited(permissions) })],
    };
}

/// <summary>A navigation property to be expanded.</summary>
internal sealed record ExpandSpec(Link Link, QuerySpec Query);
