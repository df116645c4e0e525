using System.Globalization;
using System.Text;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using Microsoft.OData.UriParser;

namespace DentalMigration.Emulator.Query;

/// <summary>Builds the SELECT of a query. The columns come first, in order, each polymorphic lookup followed by its type; then version and
/// rowid.</summary>
internal sealed class SelectStatement
{
    private readonly List<string> _conditions = [];
    private readonly List<string> _sorts = [];
    private readonly RowScope _rows;
    private readonly QuerySpec _spec;
    private readonly string _alias;

    public SelectStatement(SchemaSnapshot schema, QuerySpec spec)
    {
        _spec = spec;
        _alias = Sql.NextAlias();
        Root = RowRef.Of(spec.Table, _alias);
        _rows = new RowScope(schema, Sql, Root) { Aliases = spec.Aliases, Permissions = spec.Permissions };
        if (spec.Filter is { } filter)
        {
            Declare(filter.RangeVariable);
            _conditions.Add(new FilterTranslator(Sql, _rows).Condition(filter.Expression));
        }
    }

    public SqlText Sql { get; } = new();
    public RowRef Root { get; }
    public RowScope Rows => _rows;
    public string Alias => _alias;

    public void Where(string condition) => _conditions.Add(condition);

    public void Filter(FilterClause filter)
    {
        Declare(filter.RangeVariable);
        _conditions.Add(new FilterTranslator(Sql, _rows).Condition(filter.Expression));
    }

    /// <summary>Sorts by a column, after what was asked before.</summary>
    public void Sort(ColumnDef column, bool descending)
    {
        _spec.Permissions?.CheckQuery(column);
        _sorts.Add(TableLayout.Comparable(column, Root.Sql(column.Name)) + (descending ? " DESC" : ""));
    }

    /// <summary>FROM and WHERE.</summary>
    public string Source() => $"FROM {(_spec.Unpublished ? Layers.Latest(_spec.Table) : TableLayout.Quote(_spec.Table.Name))} {_alias}" +
        (_conditions.Count > 0 ? " WHERE " + string.Join(" AND ", _conditions) : "");

    /// <summary>The rows.</summary>
    public string Rowset(long limit, long offset)
    {
        var text = new StringBuilder("SELECT ");
        foreach (ColumnDef column in _spec.Columns)
        {
            bool hidden = _spec.Permissions?.CanRead(column) == false;
            text.Append(hidden ? "NULL" : Root.Sql(column.Name)).Append(',');
            if (column.IsPolymorphic)
            {
                text.Append(hidden ? "NULL" : Root.Sql(column.TypeColumn)).Append(',');
            }
        }
        text.Append(_spec.Table.Has("versionnumber") ? Root.Sql("versionnumber") : "0").Append(',')
            .Append(Root.Sql(_spec.Table.PrimaryId)).Append(',').Append(_alias).Append(".rowid ");
        string source = Source();
        string order = Order();
        text.Append(source).Append(" ORDER BY ").Append(order);
        text.Append(CultureInfo.InvariantCulture, $" LIMIT {limit}");
        if (offset > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" OFFSET {offset}");
        }
        return text.ToString();
    }

    /// <summary>Whether rows come in the order in which they were made, so that pages can continue after a rowid.</summary>
    public bool IsNaturalOrder => _spec.OrderBy is null && _sorts.Count == 0;

    private string Order()
    {
        var parts = new List<string>(_sorts);
        for (OrderByClause? clause = _spec.OrderBy; clause is not null; clause = clause.ThenBy)
        {
            Declare(clause.RangeVariable);
            Operand value = new FilterTranslator(Sql, _rows).Value(clause.Expression);
            if (value.Sql is { } expression)
            {
                parts.Add((value.IsText ? $"fold({expression})" : expression) +
                    (clause.Direction == OrderByDirection.Descending ? " DESC" : ""));
            }
        }
        parts.Add(_alias + ".rowid");
        return string.Join(',', parts);
    }

    private void Declare(RangeVariable variable) => _rows.Declare(variable.Name, Root);
}
