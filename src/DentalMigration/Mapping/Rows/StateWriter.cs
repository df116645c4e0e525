using System.Globalization;
using System.Text.Json;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Rows;

/// <summary>
/// The status. One that rows can be created in is written with the row; another needs a second step, since <c>statecode</c> is dropped
/// from a create and a foreign <c>statuscode</c> refused.
/// </summary>
internal sealed class StateWriter(StateMap map) : ColumnWriter
{
    private readonly Dictionary<string, StateValue> _values =
        map.Values.ToDictionary(v => HeaderFold.Fold(v.Key), v => v.Value, StringComparer.Ordinal);

    public override void Write(RowContext row, Utf8JsonWriter json)
    {
        if (map.Fields.Select(f => (Name: f, Value: row.Read(f, FaultPolicy.Reject))).FirstOrDefault(f => f.Value is not null) is not { Value: { } raw } field)
        {
            return;
        }

        string word = Convert.ToString(raw, CultureInfo.InvariantCulture)!;
        if (!_values.TryGetValue(HeaderFold.Fold(word), out StateValue? value))
        {
            row.Hold("ChoiceUnknown", field.Name, "The status word is not in the map's list of states. Add it there and run again.");
        }
        else if (value.State is { } state)
        {
            row.Steps.Add(new RowStep(
                "state",
                string.Create(CultureInfo.InvariantCulture, $$"""{"statecode":{{state}},"statuscode":{{value.Status}}}"""),
                new Dictionary<string, string>
                {
                    ["statecode"] = state.ToString(CultureInfo.InvariantCulture),
                    ["statuscode"] = value.Status.ToString(CultureInfo.InvariantCulture),
                }));
        }
        else
        {
            json.WriteNumber("statuscode", value.Status);
        }
    }
}
