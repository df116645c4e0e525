using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Metadata;

/// <summary>InsertOptionValue, InsertStatusValue, UpdateOptionValue, DeleteOptionValue and OrderOption, on global choices and on
/// columns.</summary>
internal static class OptionActions
{
    public static async ValueTask<EmulatorResponse> HandleAsync(Exchange exchange, string action)
    {
        MetadataInput input = MetadataInput.Read(exchange.Body);
        int inserted = 0;
        EmulatorResponse response = await SchemaWrite.RunAsync(exchange, (_, edit) =>
        {
            if (input.Text("OptionSetName") is { } name)
            {
                ChoiceDef choice = edit.All.Choices.GetValueOrDefault(name) ?? throw Fault.NoSuchComponent("an OptionSet", name);
                edit.SetChoice(choice with { Options = Change(choice.Options, action, input, out inserted) });
                return null;
            }
            string table = input.Required("EntityLogicalName");
            string attribute = input.Required("AttributeLogicalName");
            ColumnDef column = edit.All.Columns.GetValueOrDefault(table)?.GetValueOrDefault(attribute)
                ?? throw Fault.NoSuchComponent("an attribute", attribute);
            edit.ReplaceColumn(column
                with { Options = Change(column.Options, action, input, out inserted, column.Type == ColumnType.Status ? States(edit, table)
                : null) });
            return null;
        });
        return action is "InsertOptionValue" or "InsertStatusValue"
            ? ActionResponse.Of(exchange, action + "Response", json => json.WriteNumber("NewOptionValue", inserted)) : response;
    }

    private static IReadOnlyList<ChoiceOption> Change(IReadOnlyList<ChoiceOption> options, string action, MetadataInput input,
        out int inserted, IReadOnlyList<int>? states = null)
    {
        inserted = 0;
        switch (action)
        {
            case "InsertOptionValue" when states is not null:
                throw Fault.OptionInvalid("a status is inserted with InsertStatusValue.");
            case "InsertStatusValue" when states is null || input.Whole("StateCode") is not { } state || !states.Contains(state):
                throw Fault.OptionInvalid("a status belongs to a state that its table has.");
            case "OrderOption":
                return Ordered(options, input.Wholes("Values"));
            case "InsertOptionValue" or "InsertStatusValue":
                int value = input.Whole("Value")
                    ?? Math.Max(ChoiceReader.FirstValue, options.Count == 0 ? 0 : options.Max(o => o.Value) + 1);
                if (options.Any(o => o.Value == value))
                {
                    throw Fault.OptionInvalid(FormattableString.Invariant($"{value} exists already."));
                }
                inserted = value;
                return [.. options, new(value, input.Label("Label"), action == "InsertStatusValue" ? input.Whole("StateCode") : null,
                    input.Has("Description") ? input.Label("Description") : null)];
            case "UpdateOptionValue":
                ChoiceOption old = Find(options, input);
                return [.. options.Select(o => o == old ? o with { Label = input.Label("Label") } : o)];
            case "DeleteOptionValue":
                ChoiceOption gone = Find(options, input);
                return [.. options.Where(o => o != gone)];
            default:
                throw Fault.Unsupported(action);
        }
    }

    private static ChoiceOption Find(IReadOnlyList<ChoiceOption> options, MetadataInput input)
    {
        int value = input.Whole("Value") ?? throw Fault.InvalidMetadata("'Value' is missing.");
        return options.FirstOrDefault(o => o.Value == value)
            ?? throw Fault.OptionInvalid(FormattableString.Invariant($"{value} does not exist."));
    }

    private static IReadOnlyList<int> States(SchemaEdit edit, string table) =>
        [.. edit.All.Columns[table].Values.Where(c => c.Type == ColumnType.State).SelectMany(c => c.Options).Select(o => o.Value)];

    /// <summary>The same options in the order of their values.</summary>
    private static IReadOnlyList<ChoiceOption> Ordered(IReadOnlyList<ChoiceOption> options, IReadOnlyList<int> values) =>
        values.Count == options.Count && values.Distinct().Count() == values.Count && values.All(v => options.Any(o => o.Value == v))
            ? [.. values.Select(v => options.First(o => o.Value == v))]
            : throw Fault.OptionInvalid("the order names every option once.");
}
