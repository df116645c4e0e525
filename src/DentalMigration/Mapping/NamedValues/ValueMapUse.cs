namespace DentalMigration.Mapping.NamedValues;

/// <summary>What the words of a choice become, and where.</summary>
/// <param name="Name">The value map's name; of a column's own values, the column's.</param>
/// <param name="IsNamed">True for one of the map's value maps, which any column can name.</param>
/// <param name="Values">Source word → option value.</param>
/// <param name="Labels">Option value → label, as far as the map has labels: a standard choice has its own in Dataverse.</param>
/// <param name="Columns">The columns that have it: <c>patient.gendercode</c>.</param>
public sealed record ValueMapUse(
    string Name,
    bool IsNamed,
    IReadOnlyDictionary<string, int> Values,
    IReadOnlyDictionary<int, string> Labels,
    IReadOnlyList<string> Columns);
