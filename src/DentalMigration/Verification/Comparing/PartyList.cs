using System.Globalization;
using System.Text.Json;

namespace DentalMigration.Verification.Comparing;

/// <summary>An activity party: who takes part, and as what.</summary>
/// <param name="Mask">Participation type: 5 required, 6 optional, 7 organizer.</param>
/// <param name="Id">The row that takes part.</param>
/// <param name="Bind">The property that binds it: <c>partyid_contact@odata.bind</c>.</param>
/// <param name="Address">What the property holds: <c>/contacts(id)</c>.</param>
internal sealed record Party(int Mask, Guid Id, string Bind, string Address)
{
    /// <summary>The same text whichever way it was read.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mask}:{Id:D}");
}

/// <summary>Reads activity parties as they are sent, and as they come back.</summary>
internal static class PartyList
{
    /// <summary>The organizer, whom the service adds from the owner where nobody names one.</summary>
    public const int Organizer = 7;

    private const string Lookup = "_partyid_value";
    private const string Bound = "@odata.bind";

    /// <summary>The masks a client may give; the service keeps its own rows beside them.</summary>
    public static bool IsClients(int mask) => mask is >= 1 and <= Organizer;

    /// <summary>A party of a row's list; null where it names nobody.</summary>
    /// <param name="party">The party, as it is sent or as it is read.</param>
    /// <param name="entitySets">Logical name → entity set; null where its address is not asked for.</param>
    public static Party? Read(JsonElement party, IReadOnlyDictionary<string, string>? entitySets = null)
    {
        int mask = party.TryGetProperty("participationtypemask", out JsonElement m) && m.ValueKind == JsonValueKind.Number ? m.GetInt32() : 0;
        if (party.TryGetProperty(Lookup, out JsonElement read) && read.ValueKind == JsonValueKind.String)
        {
            string table = Annotation(party, "Microsoft.Dynamics.CRM.lookuplogicalname") ?? "";
            return new Party(mask, read.GetGuid(), $"partyid_{table}{Bound}", $"/{entitySets?.GetValueOrDefault(table)}({read.GetGuid():D})");
        }

        foreach (JsonProperty property in party.EnumerateObject())
        {
            if (property.Name.EndsWith(Bound, StringComparison.Ordinal) && property.Value.GetString() is { } address && Guid.TryParse(CanonicalValue.Id(address), out Guid id))
            {
                return new Party(mask, id, property.Name, address);
            }
        }

        return null;
    }

    private static string? Annotation(JsonElement party, string name) =>
        party.TryGetProperty($"{Lookup}@{name}", out JsonElement text) ? text.GetString() : null;
}
