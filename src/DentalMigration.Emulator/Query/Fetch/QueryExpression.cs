using System.Text.Json;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Query.Fetch;

/// <summary>A query as the messages of the service take it: a QueryExpression in JSON, or a FetchExpression.</summary>
internal static class QueryExpression
{
    /// <summary>Values that one condition may list.</summary>
    public const int MaxValues = 30_000;
    private const int MaxDepth = 50;

    /// <summary>The table whose rows are asked for.</summary>
    public static Table TableOf(SchemaSnapshot schema, ActionInput query)
    {
        if (query.Text("Query") is { } fetch)
        {
            string name = FetchParser.EntityOf(fetch);
            return schema.Find(name) ?? throw Fault.NoSuchTable(name);
        }
        string entity = query.Required("EntityName");
        return query.Items("LinkEntities").Any() ? throw Fault.Unsupported("LinkEntities in a query")
            : schema.Find(entity) ?? throw Fault.NoSuchTable(entity);
    }

    /// <summary>The condition on the rows.</summary>
    public static string Condition(Table table, ActionInput query, FetchFilter filter)
    {
        if (query.Text("Query") is { } fetch)
        {
            return FetchFilter.Join([.. FetchParser.Parse(table, fetch).Filters.Select(filter.Filter)], or: false);
        }
        return query.Object("Criteria") is { } criteria ? Filter(table, criteria, filter, 0) : "1=1";
    }

    private static string Filter(Table table, ActionInput criteria, FetchFilter filter, int depth)
    {
        if (depth > MaxDepth)
        {
            throw ActionInput.Bad("The query is nested too deeply.");
        }
        var parts = new List<string>();
        foreach (JsonElement item in criteria.Items("Conditions"))
        {
            var condition = new ActionInput(item);
            ColumnDef column = FetchParser.Column(table, condition.Text("AttributeName"));
            parts.Add(filter.Condition(column, Operator(condition.Required("Operator")), [.. condition.Items("Values").Select(Value)]));
        }
        parts.AddRange(criteria.Items("Filters").Select(inner => Filter(table, new ActionInput(inner), filter, depth + 1)));
        return FetchFilter.Join(parts, criteria.Text("FilterOperator") == "Or");
    }

    /// <summary>A value, bare or wrapped as <c>{"Value": …, "Type": …}</c>.</summary>
    private static string Value(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.Object when item.TryGetProperty("Value", out JsonElement inner) && inner.ValueKind != JsonValueKind.Object =>
            Value(inner),
        JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => item.ToString(),
        _ => throw ActionInput.Bad("A condition's value is not valid."),
    };

    private static string Operator(string name) => name switch
    {
        "Equal" => "eq",
        "NotEqual" => "ne",
        "GreaterThan" => "gt",
        "GreaterEqual" => "ge",
        "LessThan" => "lt",
        "LessEqual" => "le",
        "DoesNotBeginWith" => "not-begin-with",
        "DoesNotEndWith" => "not-end-with",
        "EqualUserId" => "eq-userid",
        "NotEqualUserId" => "ne-userid",
        _ => string.Concat(name.Select((c, i) =>
            char.IsAsciiLetterUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString())),
    };
}
