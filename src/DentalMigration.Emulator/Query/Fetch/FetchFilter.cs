using System.Xml.Linq;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Query.Fetch;

/// <summary>Filters and conditions of FetchXML (and of query expressions, which have the same operators) as SQL.</summary>
internal sealed class FetchFilter(SqlText sql, RowRef row, Guid user, int maxValues = 2_000)
{
    /// <summary>What the caller may read of secured columns; null when everything.</summary>
    public Identity.ColumnPermissions? Permissions { get; init; }

    /// <summary>A filter element with its conditions and inner filters.</summary>
    public string Filter(XElement filter)
    {
        string? type = (string?)filter.Attribute("type");
        if (type is not (null or "and" or "or"))
        {
            throw Fault.FetchInvalid($"The filter type '{type}' is neither 'and' nor 'or'.");
        }
        List<string> parts = [.. filter.Elements().Select(child => child.Name.LocalName switch
        {
            "filter" => Filter(child),
            "condition" => Condition(child),
            "link-entity" => throw Fault.Unsupported("link-entity in FetchXML"),
            _ => throw Fault.FetchInvalid($"The element '{child.Name.LocalName}' is not expected in filter."),
        })];
        return Join(parts, type == "or");
    }

    public static string Join(IReadOnlyList<string> parts, bool or) =>
        parts.Count == 0 ? "1=1" : $"({string.Join(or ? " OR " : " AND ", parts)})";

    private string Condition(XElement condition)
    {
        if (condition.Attribute("entityname") is not null || condition.Attribute("valueof") is not null)
        {
            throw Fault.Unsupported("conditions over joined tables or between columns in FetchXML");
        }
        ColumnDef column = FetchParser.Column(row.Table, (string?)condition.Attribute("attribute"));
        string[] values = condition.Attribute("value") is { } value ? [value.Value]
            : [.. condition.Elements().Select(v =>
                v.Name.LocalName == "value" ? v.Value : throw Fault.FetchInvalid("A condition holds values only."))];
        return Condition(column, (string?)condition.Attribute("operator") ?? "", values);
    }

    /// <summary>One condition, its operator by FetchXML's name.</summary>
    public string Condition(ColumnDef column, string name, IReadOnlyList<string> values)
    {
        Permissions?.CheckQuery(column);
        string side = column.IsText ? $"fold({row.Sql(column.Name)})" : row.Sql(column.Name);
        return name switch
        {
            "null" => $"{row.Sql(column.Name)} IS NULL",
            "not-null" => $"{row.Sql(column.Name)} IS NOT NULL",
            "eq" => $"{side}={One(column, values)}",
            "ne" or "neq" => $"({side}<>{One(column, values)} OR {side} IS NULL)",
            "gt" => $"{side}>{One(column, values)}",
            "ge" => $"{side}>={One(column, values)}",
            "lt" => $"{side}<{One(column, values)}",
            "le" => $"{side}<={One(column, values)}",
            "in" => $"{side} IN ({List(column, values)})",
            "not-in" => $"({side} NOT IN ({List(column, values)}) OR {side} IS NULL)",
            "between" => Between(column, side, values),
            "not-between" => $"NOT COALESCE({Between(column, side, values)}, 0)",
            "like" => Like(column, side, values, "", ""),
            "not-like" => $"NOT COALESCE({Like(column, side, values, "", "")}, 0)",
            "begins-with" => Like(column, side, values, "", "%"),
            "not-begin-with" => $"NOT COALESCE({Like(column, side, values, "", "%")}, 0)",
            "ends-with" => Like(column, side, values, "%", ""),
            "not-end-with" => $"NOT COALESCE({Like(column, side, values, "%", "")}, 0)",
            "eq-userid" when column.IsId => $"{side}={sql.Add(Cell.Of(user))}",
            "ne-userid" when column.IsId => $"({side}<>{sql.Add(Cell.Of(user))} OR {side} IS NULL)",
            "on" => Day(column, side, values, ">=", "<"),
            "on-or-before" => Day(column, side, values, null, "<"),
            "on-or-after" => Day(column, side, values, ">=", null),
            "" => throw Fault.FetchInvalid("A condition needs an operator."),
            _ => throw Fault.Unsupported($"the operator '{name}' in FetchXML"),
        };
    }

    private string One(ColumnDef column, IReadOnlyList<string> values) =>
        values is [var only] ? Value(column, only) : throw Fault.FetchInvalid($"The condition on '{column.Name}' takes one value.");

    private string List(ColumnDef column, IReadOnlyList<string> values) => values.Count > 0 && values.Count <= maxValues
        ? string.Join(',', values.Select(v => Value(column, v)))
            : throw Fault.FetchInvalid($"The condition on '{column.Name}' takes at least one value, and not that many.");

    private string Between(ColumnDef column, string side, IReadOnlyList<string> values) => values is [var low, var high]
        ? $"{side} BETWEEN {Value(column, low)} AND {Value(column, high)}"
            : throw Fault.FetchInvalid($"The condition on '{column.Name}' takes two values.");

    private string Value(ColumnDef column, string text) => sql.Add(FetchValue.Parse(column, text));

    private string Like(ColumnDef column, string side, IReadOnlyList<string> values, string before, string after) =>
        !column.IsText || values is not [var pattern] ? throw Fault.FetchInvalid($"The condition on '{column.Name}' takes one text.")
        : $"{side} LIKE {sql.Add(Cell.Of(before + Fold.Text(pattern) + after))}";

    /// <summary>Compares by day: a moment lies on a day from its midnight to the next.</summary>
    private string Day(ColumnDef column, string side, IReadOnlyList<string> values, string? from, string? before)
    {
        if (column.Type != ColumnType.DateTime || values is not [{ Length: >= 10 } text]
            || !DateValue.TryDate(text[..10], out DateOnly day) || day == DateOnly.MaxValue)
        {
            throw Fault.FetchInvalid($"The condition on '{column.Name}' takes one date.");
        }
        Cell At(DateOnly date) =>
            column.IsDateOnly ? DateValue.Cell(date)
            : DateValue.Cell(new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
        var parts = new List<string>();
        if (from is not null)
        {
            parts.Add($"{side}{from}{sql.Add(At(day))}");
        }
        if (before is not null)
        {
            parts.Add($"{side}{before}{sql.Add(At(day.AddDays(1)))}");
        }
        return Join(parts, or: false);
    }
}
