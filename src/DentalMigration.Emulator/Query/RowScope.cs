using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using Microsoft.OData.UriParser;

namespace DentalMigration.Emulator.Query;

/// <summary>A row that an expression speaks of, and how SQL reaches its columns.</summary>
internal sealed record RowRef(Table Table, Func<string, string> Sql)
{
    public static RowRef Of(Table table, string alias) => new(table, column => $"{alias}.{TableLayout.Quote(column)}");
}

/// <summary>Resolves range variables and single-valued navigation to rows.</summary>
internal sealed class RowScope(SchemaSnapshot schema, SqlText sql, RowRef root)
{
    private readonly Dictionary<string, RowRef> _variables = new(StringComparer.Ordinal) { ["$it"] = root };

    public SchemaSnapshot Schema => schema;

    /// <summary>What the parameters <c>@p</c> of the query stand for.</summary>
    public IDictionary<string, SingleValueNode> Aliases { get; init; } = new Dictionary<string, SingleValueNode>();

    /// <summary>What the caller may read of secured columns; null when everything.</summary>
    public Identity.ColumnPermissions? Permissions { get; init; }

    public void Declare(string variable, RowRef row) => _variables[variable] = row;

    public RowRef Resolve(QueryNode? node) => node switch
    {
        null => root,
        ResourceRangeVariableReferenceNode variable => _variables.GetValueOrDefault(variable.Name, root),
        SingleNavigationNode navigation => Follow(Resolve(navigation.Source), navigation.NavigationProperty.Name),
        ConvertNode convert => Resolve(convert.Source),
        _ => throw Fault.Unsupported($"the query expression {node.Kind}"),
    };

    /// <summary>The row at the other end of a lookup: its columns are scalar subqueries.</summary>
    public RowRef Follow(RowRef from, string navigation)
    {
        RelationshipDef relationship = from.Table.Lookups.Find(r => r.ReferencingNav == navigation)
            ?? throw Fault.Unsupported($"the navigation property '{navigation}' in an expression");
        Table target = schema[relationship.Referenced];
        ColumnDef lookup = from.Table.Column(relationship.Column)!;
        Permissions?.CheckQuery(lookup);
        return new(target, column =>
        {
            string alias = sql.NextAlias();
            string type = lookup.IsPolymorphic ? $" AND {from.Sql(lookup.TypeColumn)}={sql.Add(Cell.Of(target.Name))}" : "";
            return $"(SELECT {alias}.{TableLayout.Quote(column)} FROM {TableLayout.Quote(target.Name)} {alias} " +
                $"WHERE {alias}.{TableLayout.Quote(target.PrimaryId)}={from.Sql(lookup.Name)}{type})";
        });
    }
}
