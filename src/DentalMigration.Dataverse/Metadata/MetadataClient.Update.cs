using System.Text.Json;
using System.Text.Json.Nodes;

namespace DentalMigration.Dataverse;

/// <content>Changing columns and the options of choices
/// (powerapps-docs, webapi/create-update-column-definitions-using-web-api.md and create-update-optionsets.md).</content>
public sealed partial class MetadataClient
{
    /// <summary>Changes a column. The service replaces definitions as a whole (PUT), so the present one is read with all that its type has,
    /// changed, and sent back; nothing is sent when it is like that already. Forms show the change once the table is published.</summary>
    /// <exception cref="DataverseException">There is no such column (404), or the change is not allowed.</exception>
    public async Task UpdateColumnAsync(string table, string column, ColumnChange change, CancellationToken ct)
    {
        string url = $"{TableUrl(table)}/Attributes(LogicalName={EntityUrl.Quote(column)})";
        string type = TypeOf((await GetAsync(url, ct)).Json()).TrimStart('#');
        JsonObject definition = JsonNode.Parse((await GetAsync($"{url}/{type}", ct)).Body.Span)!.AsObject();
        definition.Remove("@odata.context");
        definition["@odata.type"] = type;
        if (!change.Apply(definition))
        {
            return;
        }
        DataverseRequest request = new(HttpMethod.Put, url)
        {
            Body = RequestBody.Json(DefinitionJson.Write(json => definition.WriteTo(json))),
            Options = Options,
            Headers = change.MergeLabels ? new Dictionary<string, string> { ["MSCRM.MergeLabels"] = "true" } : null,
            IsRepeatable = true,
        };
        await _client.SendAsync(request, ct);
    }

    /// <summary>Adds an option to a choice and returns its value, which the service chooses where none is given.</summary>
    public async Task<int> InsertOptionValueAsync(ChoiceReference choice, ChoiceOption option, CancellationToken ct)
    {
        DataverseResponse response = await OptionAsync("InsertOptionValue", choice, option.Value, option.Label, option.Description, ct);
        return response.Json().TryGetProperty("NewOptionValue", out JsonElement value) && value.TryGetInt32(out int made)
            ? made
            : throw new DataverseException(DataverseErrorCodes.InvalidResponse, "The answer to InsertOptionValue names no value.")
            {
                Status = response.Status,
                IsInDoubt = true,
            };
    }

    /// <summary>Takes an option from a choice. Rows keep the value, which then has no label.</summary>
    public Task DeleteOptionValueAsync(ChoiceReference choice, int value, CancellationToken ct) =>
        OptionAsync("DeleteOptionValue", choice, value, label: null, description: null, ct);

    private Task<DataverseResponse> OptionAsync(
        string action, ChoiceReference choice, int? value, LocalizedText? label, LocalizedText? description, CancellationToken ct)
    {
        ReadOnlyMemory<byte> body = DefinitionJson.Object(json =>
        {
            choice.Write(json);
            if (value is { } number)
            {
                json.WriteNumber("Value", number);
            }
            json.WriteLabel("Label", label);
            json.WriteLabel("Description", description);
            WriteSolution(json);
        });
        return _client.SendAsync(new DataverseRequest(HttpMethod.Post, action) { Body = RequestBody.Json(body) }, ct);
    }

    private static string TypeOf(JsonElement column) =>
        column.TryGetProperty("@odata.type", out JsonElement type) && type.GetString() is { } name
            ? name
            : throw new DataverseException(DataverseErrorCodes.InvalidResponse, "A column's definition does not tell its type.");
}
