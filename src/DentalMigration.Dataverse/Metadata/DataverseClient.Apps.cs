using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <content>Apps (powerapps-docs, model-driven-apps/create-manage-model-driven-apps-using-code.md).</content>
public sealed partial class DataverseClient
{
    /// <summary>Puts components into an app. Those that are in it already stay.</summary>
    public Task AddAppComponentsAsync(Guid app, IReadOnlyList<AppComponent> components, CancellationToken ct)
    {
        ReadOnlyMemory<byte> body = DefinitionJson.Object(json =>
        {
            json.WriteString("AppId", app.ToString("D"));
            json.WriteStartArray("Components");
            foreach (AppComponent component in components)
            {
                json.WriteStartObject();
                json.WriteString(component.PrimaryId, component.Id.ToString("D"));
                json.WriteString("@odata.type", $"Microsoft.Dynamics.CRM.{component.Table}");
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
        return SendAsync(new DataverseRequest(HttpMethod.Post, "AddAppComponents") { Body = RequestBody.Json(body), IsRepeatable = true }, ct);
    }

    /// <summary>What the service finds wrong with an app; empty when it can be used. Its warnings are left out.</summary>
    public async Task<IReadOnlyList<string>> ValidateAppAsync(Guid app, CancellationToken ct)
    {
        JsonElement answer = (await SendAsync(new DataverseRequest(HttpMethod.Get, $"ValidateApp(AppModuleId={app:D})"), ct)).Json();
        JsonElement response = answer.GetProperty("AppValidationResponse");
        return response.GetProperty("ValidationSuccess").GetBoolean()
            ? []
            : [.. response.GetProperty("ValidationIssueList").EnumerateArray()
                .Where(issue => issue.GetProperty("ErrorType").ToString() is "Error" or "0")
                .Select(issue => issue.GetProperty("Message").GetString() ?? string.Empty)];
    }
}
