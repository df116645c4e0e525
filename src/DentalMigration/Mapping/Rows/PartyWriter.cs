using System.Text.Json;

namespace DentalMigration.Mapping.Rows;

/// <summary>The activity parties, written with the activity since they cannot be written alone.</summary>
internal sealed class PartyWriter(IReadOnlyList<PartyWriter.Party> parties, string property) : ColumnWriter
{
    public override string ReadName => "";

    public override string Property => property;

    public override void Write(RowContext row, Utf8JsonWriter json)
    {
        var found = new List<(Party Party, Guid Id)>();
        foreach (Party party in parties)
        {
            if (party.Resolver.Resolve(row, [party.Map.From], FaultPolicy.Reject) is { } id)
            {
                found.Add((party, id));
            }
        }

        if (found.Count == 0)
        {
            return;
        }

        json.WriteStartArray(property);
        foreach ((Party party, Guid id) in found)
        {
            json.WriteStartObject();
            json.WriteString($"partyid_{party.Table}@odata.bind", $"/{party.EntitySet}({id:D})");
            json.WriteNumber("participationtypemask", party.Map.Participation);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A party with what is needed to find and bind it.</summary>
    internal sealed record Party(PartyMap Map, LookupResolver Resolver, string Table, string EntitySet);
}
