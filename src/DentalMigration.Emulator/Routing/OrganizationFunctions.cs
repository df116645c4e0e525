using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Routing;

/// <summary>What the organization is and which languages it speaks.</summary>
internal static class OrganizationFunctions
{
    /// <summary>The languages that users can choose.</summary>
    public static EmulatorResponse ProvisionedLanguages(Exchange exchange) =>
        ActionResponse.Of(exchange, "RetrieveProvisionedLanguagesResponse", json =>
        {
            json.WriteStartArray("RetrieveProvisionedLanguages");
            foreach (int language in exchange.Engine.Options.Languages)
            {
                json.WriteNumberValue(language);
            }
            json.WriteEndArray();
        });

    /// <summary>The same languages, under the name of the function that asks which there are.</summary>
    public static EmulatorResponse AvailableLanguages(Exchange exchange) =>
        ActionResponse.Of(exchange, "RetrieveAvailableLanguagesResponse", json =>
        {
            json.WriteStartArray("LocaleIds");
            foreach (int language in exchange.Engine.Options.Languages)
            {
                json.WriteNumberValue(language);
            }
            json.WriteEndArray();
        });

    public static EmulatorResponse Current(Exchange exchange)
    {
        using IRowSource source = exchange.Read();
        string name = Rows.NameOf(source.Connection, source.Schema["organization"], exchange.Engine.OrganizationId) ?? "";
        return ActionResponse.Of(exchange, "RetrieveCurrentOrganizationResponse", json =>
        {
            json.WriteStartObject("Detail");
            json.WriteString("OrganizationId", exchange.Engine.OrganizationId);
            json.WriteString("FriendlyName", name);
            json.WriteString("OrganizationVersion", "9.2.24101.00188");
            json.WriteString("EnvironmentId", exchange.Engine.OrganizationId.ToString());
            json.WriteString("UniqueName", name);
            json.WriteString("UrlName", name);
            json.WriteString("State", "Enabled");
            json.WriteStartObject("Endpoints");
            json.WriteNumber("Count", 1);
            json.WriteBoolean("IsReadOnly", false);
            json.WriteStartArray("Keys");
            json.WriteStringValue("WebApplication");
            json.WriteEndArray();
            json.WriteStartArray("Values");
            json.WriteStringValue(exchange.Root[..(exchange.Root.IndexOf("/api/data/", StringComparison.OrdinalIgnoreCase) + 1)]);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }
}
