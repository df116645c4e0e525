using System.Text.Json;
using DentalMigration.Dataverse;

namespace DentalMigration.Hosting.Preflight.Checks;

/// <summary>Whether the organisation counts in the practice’s currency, which cannot be changed once it is made.</summary>
internal sealed class CurrencyCheck : ITargetCheck
{
    public string Subject => "the base currency";

    public bool Applies(PreflightContext context) => context.Map is not null;

    public async Task<IReadOnlyList<TargetFinding>> RunAsync(PreflightContext context, CancellationToken cancellationToken)
    {
        JsonElement organization = await context.OrganizationAsync();
        if (!organization.TryGetProperty("_basecurrencyid_value", out JsonElement own) || own.ValueKind != JsonValueKind.String)
        {
            return [];
        }

        DataverseResponse currency = await context.Client.SendAsync(
            new DataverseRequest(HttpMethod.Get, $"transactioncurrencies({own.GetGuid():D})?$select=isocurrencycode"), cancellationToken);
        string code = Processes.Text(currency.Json(), "isocurrencycode");
        return string.Equals(code, context.Map!.Currency, StringComparison.OrdinalIgnoreCase)
            ? []
            : [new TargetFinding(TargetCodes.BaseCurrencyDiffers, TargetSeverity.Error, "organization.basecurrencyid",
                $"The organisation counts in {code}, the practice in {context.Map.Currency}. Amounts keep their currency, but every total in {code} comes from the exchange rate of the day they are loaded. Correct that rate and waive this, or load into an organisation that counts in {context.Map.Currency}.")];
    }
}
