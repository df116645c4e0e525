using System.Buffers;
using System.Text.Json;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Metadata;

/// <summary>InsertOptionValue, UpdateOptionValue, DeleteOptionValue and OrderOption, on global choices and on columns.</summary>
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
            ColumnDef column = edit.All.Columns.GetValueOrDefault(table)?.GetValueOrDefault(attribute) ?? throw Fault.NoSuchComponent("an attribute", attribute);
            edit.ReplaceColumn(column with { Options = Change(column.Options, action, input, out inserted) });
            return null;
        });
        return action == "InsertOptionValue" ? NewValue(exchange, inserted) : response;
    }

    private static IReadOnlyList<ChoiceOption> Change(IReadOnlyList<ChoiceOption> options, string action, MetadataInput input, out int inserted)
    {
        inserted = 0;
        switch (action)
        {
            case "InsertOptionValue":
                int value = input.Whole("Value") ?? Math.Max(ChoiceReader.FirstValue, options.Count == 0 ? 0 : options.Max(o => o.Value) + 1);
                if (options.Any(o => o.Value == value))
                {
                    throw Fault.OptionInvalid(FormattableString.Invariant($"{value} exists already."));
                }
                inserted = value;
                return [.. options, new(value, input.Label("Label"))];
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
        return options.FirstOrDefault(o => o.Value == value) ?? throw Fault.OptionInvalid(FormattableString.Invariant($"{value} does not exist."));
    }

    private static EmulatorResponse NewValue(Exchange exchange, int value)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("@odata.context", exchange.Root + "$metadata#Microsoft.Dynamics.CRM.InsertOptionValueResponse");
            json.WriteNumber("NewOptionValue", value);
            json.WriteEndObject();
        }
        return EmulatorResponse.Json(200, buffer.WrittenMemory);
    }
}
