using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using Microsoft.OData.UriParser;

namespace DentalMigration.Emulator.Query;

/// <summary>Translates the syntax tree of <c>$filter</c> to SQL: logic, comparison and navigation here, functions in <see
/// cref="FunctionTranslator"/>.</summary>
internal sealed class FilterTranslator(SqlText sql, RowScope rows)
{
    /// <summary>A condition.</summary>
    public string Condition(QueryNode node) => node switch
    {
        ConvertNode convert => Condition(convert.Source),
        UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Not } not => $"NOT COALESCE({Condition(not.Operand)}, 0)",
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And } and => $"({Condition(and.Left)} AND {Condition(and.Right)})",
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Or } or => $"({Condition(or.Left)} OR {Condition(or.Right)})",
        BinaryOperatorNode comparison when Operator(comparison.OperatorKind) is { } symbol =>
            ComparisonTranslator.Compare(sql, Value(comparison.Left), Value(comparison.Right), symbol),
        InNode inside => ComparisonTranslator.In(sql, Value(inside.Left), inside.Right),
        AnyNode any => Lambda(any, any.Body, all: false),
        AllNode all => Lambda(all, all.Body, all: true),
        SingleValueFunctionCallNode call => new FunctionTranslator(sql, this).Condition(call),
        SingleValuePropertyAccessNode property => $"{Value(property).Sql}=1",
        ConstantNode { Value: bool truth } => truth ? "1=1" : "1=0",
        _ => throw Fault.Unsupported($"the query expression {node.Kind}"),
    };

    /// <summary>A value.</summary>
    public Operand Value(QueryNode node)
    {
        switch (node)
        {
            case ConvertNode convert:
                return Value(convert.Source);
            case ConstantNode constant:
                return new(null, Constant: constant.Value);
            case ParameterAliasNode alias:
                return rows.Aliases.TryGetValue(alias.Alias, out SingleValueNode? meant) && meant is not null ? Value(meant) : new(null);
            case SingleValuePropertyAccessNode property:
                Operand value = Property(rows.Resolve(property.Source), property.Property.Name);
                rows.Permissions?.CheckQuery(value.Column!);
                return value;
            case SingleValueFunctionCallNode call:
                return new FunctionTranslator(sql, this).Value(call);
            default:
                throw Fault.Unsupported($"the query expression {node.Kind}");
        }
    }

    /// <summary>A column of a row by its property name.</summary>
    public static Operand Property(RowRef row, string property)
    {
        ColumnDef column = row.Table.Columns.FirstOrDefault(c => c.PropertyName == property)
            ?? throw Fault.Query($"Could not find a property named '{property}' on type 'Microsoft.Dynamics.CRM.{row.Table.Name}'.");
        return new(row.Sql(column.Name), column, IsText: column.IsText);
    }

    private string Lambda(LambdaNode node, QueryNode body, bool all)
    {
        if (node.Source is not CollectionNavigationNode navigation)
        {
            throw Fault.Unsupported("any/all over something else than a collection of rows");
        }
        RowRef from = rows.Resolve(navigation.Source);
        Link link = Link.Find(rows.Schema, from.Table, navigation.NavigationProperty.Name)
            ?? throw Fault.Unsupported($"the navigation property '{navigation.NavigationProperty.Name}'");
        string alias = sql.NextAlias();
        string tie = link.Condition(sql, alias, from);
        if (node.CurrentRangeVariable is { } variable)
        {
            rows.Declare(variable.Name, RowRef.Of(link.Target, alias));
        }
        string condition = body is ConstantNode { Value: true } ? "1=1" : Condition(body);
        string exists = $"EXISTS(SELECT 1 FROM {TableLayout.Quote(link.Target.Name)} {alias} WHERE {tie} AND {(all ? $"NOT COALESCE({condition}, 0)" : condition)})";
        return all ? "NOT " + exists : exists;
    }

    private static string? Operator(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Equal => "=",
        BinaryOperatorKind.NotEqual => "<>",
        BinaryOperatorKind.GreaterThan => ">",
        BinaryOperatorKind.GreaterThanOrEqual => ">=",
        BinaryOperatorKind.LessThan => "<",
        BinaryOperatorKind.LessThanOrEqual => "<=",
        _ => null,
    };
}
