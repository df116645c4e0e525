using System.Text.Json;

namespace DentalMigration.Hosting.Preflight;

/// <summary>Tells an organisation by what people call it.</summary>
public static class OrganizationName
{
    /// <summary>True where the text is the organisation's id, its name, or the first part of its host.</summary>
    public static async Task<bool> IsAsync(Target target, string text, CancellationToken cancellationToken)
    {
        string expected = text.Trim();
        if (Guid.TryParse(expected, out Guid id))
        {
            return id == target.Who.OrganizationId;
        }

        return (!target.IsLocal && target.Client.Connection.Url.Host.Split('.')[0].Equals(expected, StringComparison.OrdinalIgnoreCase))
            || expected.Equals(await OfAsync(target, cancellationToken), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The organisation's own name; empty where it does not tell.</summary>
    public static async Task<string> OfAsync(Target target, CancellationToken cancellationToken)
    {
        await foreach (JsonElement row in target.Client.QueryAsync("organizations?$select=name", null, cancellationToken))
        {
            return row.TryGetProperty("name", out JsonElement name) ? name.GetString() ?? "" : "";
        }

        return "";
    }
}
