using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Identity;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Ui;

namespace DentalMigration.Emulator.Schema;

/// <summary>A change of the schema inside a write transaction: declarations and SQL together. <see cref="Apply"/> makes it
/// visible.</summary>
internal sealed class SchemaEdit(WriteScope scope, IdSource ids)
{
    private readonly Definitions _all = scope.Schema.Definitions.Copy();
    private readonly Connection _connection = scope.Connection;

    public Definitions All => _all;

    /// <summary>The components that clients made or changed, for the solution that the request names.</summary>
    public List<SolutionComponent> Touched { get; } = [];

    public void Apply() => scope.Publish(new SchemaSnapshot(_all));

    public void AddTable(TableDef table, IReadOnlyList<ColumnDef> columns)
    {
        _all.Tables.Add(table.Name, table);
        _all.Columns.Add(table.Name, columns.ToDictionary(c => c.Name, StringComparer.Ordinal));
        DefinitionStore.Save(_connection, "table", table.Name, table);
        foreach (ColumnDef column in columns)
        {
            DefinitionStore.Save(_connection, "column", $"{table.Name}.{column.Name}", column);
        }
        TableLayout.Create(_connection, new Table(table, columns));
        MessageFilters.Add(scope, ids, table);
        PrivilegeRows.Add(scope, table);
        Touched.Add(new(ComponentType.Entity, table.MetadataId, table.MetadataId));
    }

    public void ReplaceTable(TableDef table)
    {
        Touched.Add(new(ComponentType.Entity, table.MetadataId, table.MetadataId));
        _all.Tables[table.Name] = table;
        DefinitionStore.Save(_connection, "table", table.Name, table);
    }

    /// <summary>Drops a custom table with its rows, forms, views and charts; refuses while a lookup of another custom table, another
    /// table's form or view, a site map or an app points to it.</summary>
    public void DropTable(Table table)
    {
        int pointing = table.Referrers.Count(r => r.IsCustom && r.Referencing != table.Name) + Dependencies.OfTable(scope, table);
        if (pointing > 0)
        {
            throw Fault.Referenced("Entity", table.Name, pointing);
        }
        foreach (RelationshipDef relationship in table.Referrers.Concat(table.Lookups).Concat(table.Associations).DistinctBy(r =>
            r.SchemaName).ToList())
        {
            RemoveChildren(table, relationship);
            Forget(relationship);
        }
        Dependencies.RemoveOf(scope, table);
        foreach (KeyDef key in table.Keys)
        {
            _all.Keys.Remove($"{key.Table}.{key.Name}");
            DefinitionStore.Remove(_connection, "key", $"{key.Table}.{key.Name}");
        }
        foreach (ColumnDef column in table.Columns)
        {
            DefinitionStore.Remove(_connection, "column", $"{table.Name}.{column.Name}");
            FileStore.RemoveColumn(_connection, column);
        }
        _all.Columns.Remove(table.Name);
        _all.Tables.Remove(table.Name);
        DefinitionStore.Remove(_connection, "table", table.Name);
        TableLayout.Drop(_connection, table.Definition);
        MessageFilters.Remove(scope, table.Name);
        PrivilegeRows.Remove(scope, table.Definition);
        SolutionComponents.Forget(_connection, table.Definition.MetadataId);
    }

    public void AddColumn(ColumnDef column)
    {
        _all.Columns[column.Table].Add(column.Name, column);
        Touch(column);
        DefinitionStore.Save(_connection, "column", $"{column.Table}.{column.Name}", column);
        TableLayout.Add(_connection, column);
    }

    public void ReplaceColumn(ColumnDef column)
    {
        Touch(column);
        Keep(column);
    }

    private void Touch(ColumnDef column)
    {
        if (column.PartOf is null)
        {
            Touched.Add(new(ComponentType.Attribute, column.MetadataId, _all.Tables[column.Table].MetadataId));
        }
    }

    private void Keep(ColumnDef column)
    {
        _all.Columns[column.Table][column.Name] = column;
        DefinitionStore.SaveChange(_connection, column);
    }

    /// <summary>Drops a column, its data, its companions and the relationships that stand on it; refuses while a key, a form, a view or a
    /// chart uses it.</summary>
    public void DropColumn(Table table, ColumnDef column)
    {
        int users = table.Keys.Count(k => k.Columns.Contains(column.Name)) + Dependencies.OfColumn(scope, table, column.Name);
        if (users > 0)
        {
            throw Fault.Referenced("Attribute", column.Name, users);
        }
        SolutionComponents.Forget(_connection, column.MetadataId);
        ColumnPermissions.Forget(scope, table, column.Name);
        foreach (RelationshipDef relationship in table.Lookups.Where(r => r.Column == column.Name))
        {
            Forget(relationship);
        }
        foreach (ColumnDef part in table.Columns.Where(c => c.PartOf == column.Name).Append(column))
        {
            _all.Columns[table.Name].Remove(part.Name);
            DefinitionStore.Remove(_connection, "column", $"{table.Name}.{part.Name}");
            TableLayout.Drop(_connection, part);
            FileStore.RemoveColumn(_connection, part);
        }
    }

    public void AddRelationship(RelationshipDef relationship)
    {
        _all.Relationships.Add(relationship.SchemaName, relationship);
        Touch(relationship);
        DefinitionStore.Save(_connection, "relationship", relationship.SchemaName, relationship);
        TableLayout.Create(_connection, relationship, new SchemaSnapshot(_all));
    }

    public void ReplaceRelationship(RelationshipDef relationship)
    {
        _all.Relationships[relationship.SchemaName] = relationship;
        Touch(relationship);
        DefinitionStore.Save(_connection, "relationship", relationship.SchemaName, relationship);
    }

    private void Touch(RelationshipDef relationship)
    {
        if (relationship.IsCustom)
        {
            Touched.Add(new(ComponentType.EntityRelationship, relationship.MetadataId, null));
        }
    }

    /// <summary>Drops a relationship with its lookup column or intersect table; refuses while a subgrid shows it.</summary>
    public void DropRelationship(RelationshipDef relationship)
    {
        int users = Dependencies.OfRelationship(scope, relationship);
        if (users > 0)
        {
            throw Fault.Referenced("EntityRelationship", relationship.SchemaName, users);
        }
        if (relationship.IsManyToMany)
        {
            Forget(relationship);
            return;
        }
        Table table = scope.Schema[relationship.Referencing];
        DropColumn(table, table.Column(relationship.Column)!);
    }

    public void SetKey(KeyDef key)
    {
        _all.Keys[$"{key.Table}.{key.Name}"] = key;
        Touched.Add(new(ComponentType.EntityKey, key.MetadataId, _all.Tables[key.Table].MetadataId));
        DefinitionStore.Save(_connection, "key", $"{key.Table}.{key.Name}", key);
    }

    public void DropKey(KeyDef key)
    {
        SolutionComponents.Forget(_connection, key.MetadataId);
        _all.Keys.Remove($"{key.Table}.{key.Name}");
        DefinitionStore.Remove(_connection, "key", $"{key.Table}.{key.Name}");
        TableLayout.Drop(_connection, key);
    }

    /// <summary>Stores a global choice and hands its options to the columns that use it.</summary>
    public void SetChoice(ChoiceDef choice)
    {
        _all.Choices[choice.Name] = choice;
        Touched.Add(new(ComponentType.OptionSet, choice.MetadataId, null));
        DefinitionStore.Save(_connection, "choice", choice.Name, choice);
        foreach (ColumnDef column in _all.Columns.Values.SelectMany(c => c.Values).Where(c => c.GlobalChoice == choice.Name).ToList())
        {
            Keep(column with { Options = choice.Options });
        }
    }

    public void DropChoice(ChoiceDef choice)
    {
        int used = _all.Columns.Values.Sum(c => c.Values.Count(column => column.GlobalChoice == choice.Name));
        if (used > 0)
        {
            throw Fault.Referenced("OptionSet", choice.Name, used);
        }
        _all.Choices.Remove(choice.Name);
        SolutionComponents.Forget(_connection, choice.MetadataId);
        DefinitionStore.Remove(_connection, "choice", choice.Name);
    }

    private void Forget(RelationshipDef relationship)
    {
        SolutionComponents.Forget(_connection, relationship.MetadataId);
        _all.Relationships.Remove(relationship.SchemaName);
        DefinitionStore.Remove(_connection, "relationship", relationship.SchemaName);
        if (relationship.IsManyToMany)
        {
            _connection.Execute($"DROP TABLE IF EXISTS {TableLayout.Quote(relationship.Column)}");
        }
    }

    /// <summary>Notes and activities that only a dropped table's rows gave a reason to be.</summary>
    private void RemoveChildren(Table table, RelationshipDef relationship)
    {
        if (relationship.IsManyToMany || relationship.Referenced != table.Name || relationship.Referencing == table.Name)
        {
            return;
        }
        Table many = scope.Schema[relationship.Referencing];
        ColumnDef column = many.Column(relationship.Column)!;
        if (!column.IsPolymorphic)
        {
            return;
        }
        var children = new List<Guid>();
        using (Statement find =
            _connection.Prepare($"SELECT {TableLayout.Quote(many.PrimaryId)} FROM {TableLayout.Quote(many.Name)} WHERE {TableLayout.Quote(column.TypeColumn)}=?1"))
        {
            find.Bind(1, table.Name);
            while (find.Step())
            {
                children.Add(find.Id(0));
            }
        }
        children.ForEach(id => Writing.Cascades.Delete(scope, many, id));
    }
}
