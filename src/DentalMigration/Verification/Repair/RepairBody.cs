using System.Text.Json;
using System.Text.Json.Nodes;
using DentalMigration.Mapping.Rows;
using DentalMigration.Verification.Comparing;

namespace DentalMigration.Verification.Repair;

/// <summary>The PATCH body that corrects chosen columns of a row, and what is kept of the row before it goes.</summary>
internal sealed class RepairBody
{
    private const string Bound = "@odata.bind";

    private readonly ColumnComparer _columns;
    private readonly RowComparison _row;
    private readonly IReadOnlyDictionary<string, string> _entitySets;
    private readonly JsonObject _body = [];
    private readonly List<RepairedColumn> _changes = [];

    /// <param name="columns">The object's columns.</param>
    /// <param name="row">Both sides.</param>
    /// <param name="chosen">Positions of the columns to correct; the owner and the file are not among them.</param>
    /// <param name="entitySets">Logical name → entity set.</param>
    public RepairBody(ColumnComparer columns, RowComparison row, IEnumerable<int> chosen, IReadOnlyDictionary<string, string> entitySets)
    {
        (_columns, _row, _entitySets) = (columns, row, entitySets);
        foreach (int at in chosen)
        {
            Add(columns.Columns[at], at);
        }
    }

    /// <summary>The body; null where nothing is to be sent.</summary>
    public byte[]? Json => _body.Count == 0 ? null : JsonSerializer.SerializeToUtf8Bytes(_body);

    /// <summary>What changes, for the image.</summary>
    public IReadOnlyList<RepairedColumn> Changes => _changes;

    private void Add(ComparedColumn column, int at)
    {
        JsonElement? wanted = _row.Expected.Raw[at];
        if (column.Kind == ColumnKind.Parties)
        {
            AddParties(column, wanted);
        }
        else if (column.Writer is StateWriter)
        {
            AddState(wanted);
        }
        else if (column.Kind == ColumnKind.Lookup)
        {
            AddLookup(column, wanted);
        }
        else
        {
            Put(column.Writer.Property, column.ReadName, wanted);
        }
    }

    private void AddState(JsonElement? wanted)
    {
        if (wanted is not { } status)
        {
            return;
        }

        int value = status.ValueKind == JsonValueKind.Number ? status.GetInt32() : int.Parse(status.GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        if (_columns.Mapper.Table.Columns["statuscode"].States?.TryGetValue(value, out int state) == true)
        {
            JsonElement number = JsonSerializer.SerializeToElement(state);
            Put("statecode", "statecode", number); // a status alone is refused where its state is another
        }

        Put("statuscode", "statuscode", JsonSerializer.SerializeToElement(value));
    }

    private void AddLookup(ComparedColumn column, JsonElement? wanted)
    {
        string property = column.Writer.Property.EndsWith(Bound, StringComparison.Ordinal) ? column.Writer.Property : "";
        JsonElement? address = wanted;
        if (property.Length == 0)
        {
            foreach (RowStep step in _row.Expected.Row.Steps.Where(s => s.Expected.ContainsKey(column.ReadName)))
            {
                JsonProperty bind = JsonElement.Parse(step.Body).EnumerateObject().First(); // a link within the table: its step has the way to write it
                (property, address) = (bind.Name, bind.Value);
            }
        }

        property = property.Length > 0 ? property : _columns.Mapper.Table.References.First(r => r.Column == column.Name).Navigation + Bound;
        Put(property, column.ReadName, address);
    }

    /// <summary>An update replaces the whole list, so those that others named, and the organizer, go along.</summary>
    private void AddParties(ComparedColumn column, JsonElement? wanted)
    {
        var list = new JsonArray();
        foreach (JsonElement party in wanted?.EnumerateArray() ?? default)
        {
            list.Add(JsonNode.Parse(party.GetRawText()));
        }

        var before = new JsonArray();
        bool organized = false;
        bool namesOrganizer = _columns.Mapper.Map.Parties.Any(p => p.Participation == PartyList.Organizer);
        foreach (JsonElement there in _row.Current!.Value.GetProperty(column.ReadName).EnumerateArray())
        {
            if (PartyList.Read(there, _entitySets) is { } party && PartyList.IsClients(party.Mask))
            {
                before.Add(Node(party));
                if (party.Mask == PartyList.Organizer && !namesOrganizer)
                {
                    list.Add(Node(party));
                    organized = true;
                }
            }
        }

        if (!organized && !namesOrganizer && _row.Expected.Row.Owner is { Owner: { IsTeam: false } owner })
        {
            list.Add(Node(new Party(PartyList.Organizer, owner.Id, $"partyid_systemuser{Bound}", $"/systemusers({owner.Id:D})"))); // as the service does when the row is made
        }

        _body[column.ReadName] = list;
        _changes.Add(new RepairedColumn(column.ReadName, JsonSerializer.SerializeToElement(before), JsonSerializer.SerializeToElement(list)));
    }

    private void Put(string property, string readName, JsonElement? value)
    {
        _body[property] = value is { } v && v.ValueKind != JsonValueKind.Null ? JsonNode.Parse(v.GetRawText()) : null;
        JsonElement? before = _row.Current!.Value.TryGetProperty(readName, out JsonElement b) ? b : null;
        _changes.Add(new RepairedColumn(property, before, value ?? JsonSerializer.SerializeToElement<object?>(null)));
    }

    private static JsonObject Node(Party party) => new() { [party.Bind] = party.Address, ["participationtypemask"] = party.Mask };
}

/// <summary>A column that a repair writes.</summary>
/// <param name="Property">The property it is written by.</param>
/// <param name="Before">What it holds, as it is read; parties as they are written.</param>
/// <param name="After">What is sent.</param>
internal sealed record RepairedColumn(string Property, JsonElement? Before, JsonElement After);
