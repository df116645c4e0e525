using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Metadata;

/// <summary><c>GlobalOptionSetDefinitions</c>: global choices.</summary>
internal static class ChoiceEndpoint
{
    public static ValueTask<EmulatorResponse> HandleAsync(Exchange exchange)
    {
        const string context = "GlobalOptionSetDefinitions";
        if (exchange.Path[0].Arguments is null)
        {
            return exchange.Method switch
            {
                "GET" when exchange.Query.Has("$filter") =>
                    throw Fault.Query("The $filter query option is not supported on GlobalOptionSetDefinitions."),
                "GET" => new(MetaResponse.Collection(exchange, context,
                    exchange.Schema.Definitions.Choices.Values.OrderBy(c => c.Name, StringComparer.Ordinal).Select(MetaNodes.Choice))),
                "POST" => CreateAsync(exchange),
                _ => throw Fault.MethodNotAllowed(exchange.Method),
            };
        }
        ChoiceDef choice = MetaAddress.Choice(exchange.Schema, exchange.Path[0]);
        return exchange.Method switch
        {
            "GET" => new(MetaResponse.Single(exchange, context, MetaNodes.Choice(choice))),
            "PUT" => UpdateAsync(exchange, choice),
            "DELETE" => SchemaWrite.RunAsync(exchange, (_, edit) =>
            {
                edit.DropChoice(choice);
                return null;
            }),
            _ => throw Fault.MethodNotAllowed(exchange.Method),
        };
    }

    private static ValueTask<EmulatorResponse> CreateAsync(Exchange exchange)
    {
        MetadataInput input = MetadataInput.Read(exchange.Body);
        return SchemaWrite.RunAsync(exchange, (scope, edit) =>
        {
            string name = input.Required("Name");
            Prefixes.Check(scope, name);
            if (edit.All.Choices.ContainsKey(name))
            {
                throw Fault.DuplicateChoice(name);
            }
            var choice = new ChoiceDef
            {
                MetadataId = exchange.Engine.Services.Ids.Next(), Name = name, Label = input.Label("DisplayName"),
                    Description = input.Label("Description"),
                Options = ChoiceReader.Options(input),
            };
            edit.SetChoice(choice);
            return $"GlobalOptionSetDefinitions({choice.MetadataId})";
        });
    }

    private static ValueTask<EmulatorResponse> UpdateAsync(Exchange exchange, ChoiceDef choice)
    {
        MetadataInput input = MetadataInput.Read(exchange.Body);
        return SchemaWrite.RunAsync(exchange, (_, edit) =>
        {
            edit.SetChoice(choice with
            {
                Label = input.Has("DisplayName") ? input.Label("DisplayName") : choice.Label,
                Description = input.Has("Description") ? input.Label("Description") : choice.Description,
            });
            return null;
        });
    }
}
