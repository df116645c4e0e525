using System.Buffers;
using System.Text.Json;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using Microsoft.OData.UriParser;
using Microsoft.OData.UriParser.Aggregation;

namespace DentalMigration.Emulator.Query;

/// <summary><c>$apply</c>: filters, then one grouping or aggregation over at most 50,000 rows.</summary>
internal sealed class ApplyQuery
{
    private const int MaxRows = 50_000;
    private readonly List<Output> _outputs = [];
    private readonly List<string> _groups = [];
    private readonly SelectStatement _select;
    private readonly FilterTranslator _values;

    private sealed record Output(string Name, string Sql, ColumnDef? Column, bool Divided);

    private ApplyQuery(IRowSource source, QuerySpec spec)
    {
        _select = new SelectStatement(source.Schema, spec);
        _values = new FilterTranslator(_select.Sql, _select.Rows);
        foreach (TransformationNode node in spec.Apply!.Transformations)
        {
            Take(node);
        }
        if (_outputs.Count == 0)
        {
            throw Fault.Unsupported("$apply without groupby or aggregate");
        }
    }

    public static EmulatorResponse Run(Exchange exchange, IRowSource source, QuerySpec spec)
    {
        var query = new ApplyQuery(source, spec);
        string from = query._select.Source();
        using (Statement count = source.Connection.Prepare($"SELECT count(*) FROM (SELECT 1 {from} LIMIT {MaxRows + 1})"))
        {
            query._select.Sql.Bind(count);
            if (count.Step() && count.Integer(0) > MaxRows)
            {
                throw Fault.AggregateTooLarge();
            }
        }
        string text = $"SELECT {string.Join(',', query._outputs.Select(o => o.Sql))} {from}" +
            (query._groups.Count > 0 ? " GROUP BY " + string.Join(',', query._groups) : "");
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("@odata.context", $"{exchange.Root}$metadata#{spec.Table.SetName}({string.Join(',', query._outputs.Select(o => o.Name))})");
        json.WriteStartArray("value");
        using (Statement rows = source.Connection.Prepare(text))
        {
            query._select.Sql.Bind(rows);
            while (rows.Step())
            {
                query.Write(json, rows);
            }
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return EmulatorResponse.Json(200, buffer.WrittenMemory);
    }

    private void Write(Utf8JsonWriter json, Statement row)
    {
        json.WriteStartObject();
        for (int i = 0; i < _outputs.Count; i++)
        {
            Output output = _outputs[i];
            if (row.IsNull(i))
            {
                continue;
            }
            json.WritePropertyName(output.Name);
            if (output.Divided && output.Column is { Type: ColumnType.Money or ColumnType.Decimal } scaled)
            {
                json.WriteNumberValue(decimal.Round((decimal)row.Real(i) / DecimalValue.Power(scaled.Scale), 10));
            }
            else if (output.Column is { } column && !output.Divided)
            {
                ValueWriter.Write(json, column, row, i);
            }
            else if (output.Divided)
            {
                json.WriteNumberValue(row.Real(i));
            }
            else
            {
                json.WriteNumberValue(row.Integer(i));
            }
        }
        json.WriteEndObject();
    }

    private void Take(TransformationNode node)
    {
        if (_outputs.Count > 0)
        {
            throw Fault.Unsupported("transformations after an aggregation in $apply");
        }
        switch (node)
        {
            case FilterTransformationNode filter:
                _select.Filter(filter.FilterClause);
                break;
            case AggregateTransformationNode aggregate:
                Aggregates(aggregate);
                break;
            case GroupByTransformationNode group:
                foreach (GroupByPropertyNode property in group.GroupingProperties)
                {
                    Group(property, "");
                }
                if (group.ChildTransformations is AggregateTransformationNode child)
                {
                    Aggregates(child);
                }
                break;
            default:
                throw Fault.Unsupported($"the transformation {node.Kind} in $apply");
        }
    }

    private Operand Column(QueryNode expression) => _values.Value(expression) is { IsConstant: false } value
        ? value : throw Fault.Query("$apply takes properties, not constants.");

    private void Group(GroupByPropertyNode property, string prefix)
    {
        if (property.Expression is null)
        {
            foreach (GroupByPropertyNode child in property.ChildTransformations)
            {
                Group(child, prefix + property.Name + "_");
            }
            return;
        }
        Operand value = Column(property.Expression);
        _groups.Add(value.IsText ? $"fold({value.Sql})" : value.Sql!);
        _outputs.Add(new(prefix + property.Name, value.IsText ? $"min({value.Sql})" : value.Sql!, value.Column, false));
    }

    private void Aggregates(AggregateTransformationNode node)
    {
        foreach (AggregateExpressionBase entry in node.AggregateExpressions)
        {
            if (entry is not AggregateExpression aggregate)
            {
                throw Fault.Unsupported("aggregates over related collections in $apply");
            }
            if (aggregate.Method == AggregationMethod.VirtualPropertyCount)
            {
                _outputs.Add(new(aggregate.Alias, "count(*)", null, false));
                continue;
            }
            Operand value = Column(aggregate.Expression);
            _outputs.Add(aggregate.Method switch
            {
                AggregationMethod.Sum => new(aggregate.Alias, $"sum({value.Sql})", value.Column, false),
                AggregationMethod.Min => new(aggregate.Alias, $"min({value.Sql})", value.Column, false),
                AggregationMethod.Max => new(aggregate.Alias, $"max({value.Sql})", value.Column, false),
                AggregationMethod.Average => new(aggregate.Alias, $"avg({value.Sql})", value.Column, true),
                AggregationMethod.CountDistinct => new(aggregate.Alias, $"count(DISTINCT {(value.IsText ? $"fold({value.Sql})" : value.Sql)})", null, false),
                _ => throw Fault.Unsupported($"the aggregate {aggregate.Method} in $apply"),
            });
        }
    }
}
