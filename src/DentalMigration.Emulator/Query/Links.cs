using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Query;

/// <summary>A navigation property of a table, in whichever direction it leads.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Target">The table at the other end.</param>
/// <param name="Relationship">The relationship behind it.</param>
/// <param name="IsCollection">False for lookups.</param>
/// <param name="FromFirst">For N:N, whether this side is entity one.</param>
internal sealed record Link(string Name, Table Target, RelationshipDef Relationship, bool IsCollection, bool FromFirst = true)
{
    public static Link? Find(SchemaSnapshot schema, Table table, string name)
    {
        if (table.Lookups.Find(r => r.ReferencingNav == name && table.Column(r.Column) is { IsLookup: true }) is { } lookup)
        {
            return new(name, schema[lookup.Referenced], lookup, IsCollection: false);
        }
        if (table.Referrers.Find(r => r.ReferencedNav == name) is { } referrer)
        {
            return new(name, schema[referrer.Referencing], referrer, IsCollection: true);
        }
        if (table.Associations.Find(r => r.Referenced == table.Name && r.ReferencedNav == name) is { } first)
        {
            return new(name, schema[first.Referencing], first, IsCollection: true);
        }
        return table.Associations.Find(r => r.Referencing == table.Name && r.ReferencingNav == name) is { } second
            ? new(name, schema[second.Referenced], second, IsCollection: true, FromFirst: false) : null;
    }

    /// <summary>The condition that ties a row of the target, known by its alias, to the row this comes from.</summary>
    public string Condition(SqlText sql, string alias, RowRef from)
    {
        string targetId = $"{alias}.{TableLayout.Quote(Target.PrimaryId)}";
        if (Relationship.IsManyToMany)
        {
            string mine = TableLayout.Quote(FromFirst ? Relationship.FirstColumn : Relationship.SecondColumn);
            string other = TableLayout.Quote(FromFirst ? Relationship.SecondColumn : Relationship.FirstColumn);
            return $"{targetId} IN (SELECT {other} FROM {TableLayout.Quote(Relationship.Column)} WHERE {mine}={from.Sql(from.Table.PrimaryId)})";
        }
        if (!IsCollection)
        {
            ColumnDef lookup = from.Table.Column(Relationship.Column)!;
            return $"{targetId}={from.Sql(lookup.Name)}" +
                (lookup.IsPolymorphic ? $" AND {from.Sql(lookup.TypeColumn)}={sql.Add(Cell.Of(Target.Name))}" : "");
        }
        ColumnDef column = Target.Column(Relationship.Column)!;
        return $"{alias}.{TableLayout.Quote(column.Name)}={from.Sql(from.Table.PrimaryId)}" +
            (column.IsPolymorphic ? $" AND {alias}.{TableLayout.Quote(column.TypeColumn)}={sql.Add(Cell.Of(from.Table.Name))}" : "");
    }
}
