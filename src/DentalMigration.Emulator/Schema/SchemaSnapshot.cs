using System.Collections.Concurrent;
using Microsoft.OData.Edm;

namespace DentalMigration.Emulator.Schema;

/// <summary>The whole schema at one moment; immutable, so readers need no lock.</summary>
internal sealed class SchemaSnapshot
{
    private readonly Dictionary<string, Table> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Table> _bySet = new(StringComparer.Ordinal);
    private readonly Lazy<IEdmModel> _model;

    public SchemaSnapshot(Definitions definitions)
    {
        Definitions = definitions;
        HasSecured = definitions.Columns.Values.Any(t => t.Values.Any(c => c.IsSecured));
        foreach (TableDef definition in definitions.Tables.Values)
        {
            var table = new Table(definition,
                [.. definitions.Columns[definition.Name].Values.OrderBy(c => c.Name, StringComparer.Ordinal)]);
            _byName.Add(table.Name, table);
            _bySet.Add(table.SetName, table);
        }
        foreach (RelationshipDef relationship in definitions.Relationships.Values)
        {
            Place(relationship);
        }
        foreach (KeyDef key in definitions.Keys.Values)
        {
            _byName[key.Table].Keys.Add(key);
        }
        _model = new(() => Query.EdmModelBuilder.Build(this));
    }

    public Definitions Definitions { get; }

    /// <summary>Whether any column is secured.</summary>
    public bool HasSecured { get; }

    /// <summary>Parsed queries that ask for columns only, by set and select list.</summary>
    public ConcurrentDictionary<string, Query.QuerySpec> Selections { get; } = new(StringComparer.Ordinal);

    /// <summary>The Edm model that the query parser and <c>$metadata</c> stand on.</summary>
    public IEdmModel Model => _model.Value;

    public IEnumerable<Table> Tables => _byName.Values;

    public Table? Find(string name) => _byName.GetValueOrDefault(name);

    public Table? FindSet(string setName) => _bySet.GetValueOrDefault(setName);

    public Table this[string name] => _byName[name];

    private void Place(RelationshipDef relationship)
    {
        if (!_byName.TryGetValue(relationship.Referenced, out Table? one)
            || !_byName.TryGetValue(relationship.Referencing, out Table? many))
        {
            return;
        }
        if (!relationship.IsManyToMany)
        {
            one.Referrers.Add(relationship);
            many.Lookups.Add(relationship);
            return;
        }
        one.Associations.Add(relationship);
        if (one != many)
        {
            many.Associations.Add(relationship);
        }
    }
}
