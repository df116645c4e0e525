using System.Text.Json;
using DentalMigration.Mapping.Transforms;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Rows;

/// <summary>A choice: the source's word by the map's list. A word that is not on the list holds the row.</summary>
internal sealed class ChoiceColumnWriter(ColumnMap map) : ColumnWriter
{
    private readonly ITransform _transform = TransformList.Find(map.Transform);

    private readonly Dictionary<string, int> _values = map.Values!.ToDictionary(v => HeaderFold.Fold(v.Key), v => v.Value, StringComparer.Ordinal);

    public override void Write(RowContext row, Utf8JsonWriter json)
    {
        if (_transform.Apply(row, map) is not string word)
        {
            return;
        }

        if (_values.TryGetValue(HeaderFold.Fold(word), out int value))
        {
            json.WriteNumber(Column, value);
        }
        else if (map.OnFault == FaultPolicy.Blank)
        {
            row.Find("ChoiceUnknown", map.From[0], $"The word is not in the list of '{Column}'; the column stayed empty.");
        }
        else
        {
            row.Hold("ChoiceUnknown", map.From[0], $"The word is not in the map's list of '{Column}'. Add it there and run again.");
        }
    }
}
