using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Storage;
using Microsoft.OData.UriParser;

namespace DentalMigration.Emulator.Query;

/// <summary>Comparisons: text without regard to case, null by <c>eq</c> and <c>ne</c>; a row without value is not equal to any
/// value.</summary>
internal static class ComparisonTranslator
{
    public static string Compare(SqlText sql, Operand left, Operand right, string symbol)
    {
        if (left.IsConstant && !right.IsConstant)
        {
            return Compare(sql, right, left, Mirror(symbol));
        }
        if (right.IsNullConstant)
        {
            string side = left.IsConstant ? sql.Add(Operand.Convert(left.Constant, null)) : left.Sql!;
            return symbol switch { "=" => $"{side} IS NULL", "<>" => $"{side} IS NOT NULL", _ => "1=0" };
        }
        string a = left.IsConstant ? sql.Add(Operand.Convert(left.Constant, null)) : left.Sql!;
        string b = right.IsConstant ? Constant(sql, left, right) : right.Sql!;
        if (left.IsText || right.IsText)
        {
            a = $"fold({a})";
            b = right.IsConstant ? b : $"fold({b})";
        }
        else if (left.Column is { Type: Schema.ColumnType.Money or Schema.ColumnType.Decimal } l
            && right.Column is { Type: Schema.ColumnType.Money or Schema.ColumnType.Decimal } r && l.Scale != r.Scale)
        {
            a = FormattableString.Invariant($"{a}*1.0/{DecimalValue.Power(l.Scale)}");
            b = FormattableString.Invariant($"{b}*1.0/{DecimalValue.Power(r.Scale)}");
        }
        return symbol == "<>" ? $"({a}<>{b} OR {a} IS NULL)" : $"{a}{symbol}{b}";
    }

    public static string In(SqlText sql, Operand left, CollectionNode right)
    {
        if (right is not CollectionConstantNode constants || left.IsConstant)
        {
            throw Fault.Unsupported("in with something else than constants");
        }
        string side = left.IsText ? $"fold({left.Sql})" : left.Sql!;
        return $"{side} IN ({string.Join(',', constants.Collection.Select(c => Constant(sql, left, new(null, Constant: c.Value))))})";
    }

    private static string Constant(SqlText sql, Operand other, Operand constant) =>
        constant.Constant is string text && other.IsText
            ? sql.Add(Operand.Convert(Fold.Text(text), null)) : sql.Add(Operand.Convert(constant.Constant, other.Column));

    private static string Mirror(string symbol) => symbol switch { "<" => ">", ">" => "<", "<=" => ">=", ">=" => "<=", _ => symbol };
}
