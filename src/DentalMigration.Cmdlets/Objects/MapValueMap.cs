using DentalMigration.Mapping.NamedValues;

namespace DentalMigration.Commands;

/// <summary>What the words of a choice become.</summary>
public sealed class MapValueMap
{
    internal MapValueMap(ValueMapUse use)
    {
        Name = use.Name;
        IsNamed = use.IsNamed;
        Words = [.. use.Values.Select(v => new MapValueWord(v.Key, v.Value, use.Labels.GetValueOrDefault(v.Value)))];
        Columns = [.. use.Columns];
    }

    /// <summary>Its name in the map's 'valueMaps'; of values that stand in a column, the column's.</summary>
    public string Name { get; }

    /// <summary>True where a column's 'valueMap' can name it; false for values that stand in a column.</summary>
    public bool IsNamed { get; }

    /// <summary>The words, with what each becomes.</summary>
    public MapValueWord[] Words { get; }

    /// <summary>The columns that have it: <c>patient.gendercode</c>.</summary>
    public string[] Columns { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
