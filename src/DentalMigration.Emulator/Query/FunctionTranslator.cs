using DentalMigration.Emulator.Errors;
using Microsoft.OData.UriParser;

namespace DentalMigration.Emulator.Query;

/// <summary>The functions of <c>$filter</c>: those of text and those of dates.</summary>
internal sealed class FunctionTranslator(SqlText sql, FilterTranslator values)
{
    /// <summary>Functions that are true or false.</summary>
    public string Condition(SingleValueFunctionCallNode call)
    {
        QueryNode[] arguments = [.. call.Parameters];
        switch (call.Name)
        {
            case "contains":
                return $"instr({Folded(arguments[0])}, {Folded(arguments[1])})>0";
            case "startswith":
                string start = Folded(arguments[1]);
                return $"substr({Folded(arguments[0])}, 1, length({start}))={start}";
            case "endswith":
                string end = Folded(arguments[1]);
                return $"substr({Folded(arguments[0])}, -length({end}))={end}";
            default:
                throw Fault.Unsupported($"the function {call.Name} in a query");
        }
    }

    /// <summary>Functions that give a value.</summary>
    public Operand Value(SingleValueFunctionCallNode call)
    {
        QueryNode[] arguments = [.. call.Parameters];
        return call.Name switch
        {
            "tolower" or "toupper" or "trim" => new(Folded(arguments[0]), IsText: true),
            "length" => new($"length({Plain(arguments[0])})"),
            "indexof" => new($"(instr({Folded(arguments[0])}, {Folded(arguments[1])})-1)"),
            "concat" => new($"({Plain(arguments[0])}||{Plain(arguments[1])})", IsText: true),
            "substring" when arguments.Length == 2 => new($"substr({Plain(arguments[0])}, {Plain(arguments[1])}+1)", IsText: true),
            "substring" => new($"substr({Plain(arguments[0])}, {Plain(arguments[1])}+1, {Plain(arguments[2])})", IsText: true),
            "year" => DatePart(arguments[0], "%Y"),
            "month" => DatePart(arguments[0], "%m"),
            "day" => DatePart(arguments[0], "%d"),
            "hour" => DatePart(arguments[0], "%H"),
            "minute" => DatePart(arguments[0], "%M"),
            "second" => DatePart(arguments[0], "%S"),
            "contains" or "startswith" or "endswith" => new($"({Condition(call)})"),
            _ => throw Fault.Unsupported($"the function {call.Name} in a query"),
        };
    }

    /// <summary>Seconds or days since year one, shifted to the Unix time that SQLite's date functions take.</summary>
    private Operand DatePart(QueryNode node, string format)
    {
        Operand value = values.Value(node);
        string unix = value.Column is { IsDateOnly: true } ? $"({value.Sql}-719162)*86400" : $"{value.Sql}-62135596800";
        return new($"CAST(strftime('{format}', {unix}, 'unixepoch') AS INTEGER)");
    }

    private string Plain(QueryNode node)
    {
        Operand value = values.Value(node);
        return value.IsConstant ? sql.Add(Operand.Convert(value.Constant, null)) : value.Sql!;
    }

    private string Folded(QueryNode node)
    {
        Operand value = values.Value(node);
        return value.IsConstant
            ? sql.Add(Operand.Convert(value.Constant is string text ? text.ToUpperInvariant() : value.Constant, null))
                : $"fold({value.Sql})";
    }
}
