using DentalMigration.Profiling.Values;
using DentalMigration.Systems;

namespace DentalMigration.Profiling;

/// <summary>What was measured on one field.</summary>
/// <param name="Object">The object's canonical name.</param>
/// <param name="Field">The field's canonical name.</param>
/// <param name="Header">The header in the export; several joined by <c>,</c> where files differ.</param>
/// <param name="Type">The type the catalog declares.</param>
/// <param name="IdentifiesPerson">True where its values are never shown.</param>
/// <param name="Count">Records with a readable value.</param>
/// <param name="Empty">Records with none, words for "no value" included.</param>
/// <param name="Malformed">Records whose text could not be read.</param>
/// <param name="Distinct">How many different values; above 4,096 an estimate, within about 2 %.</param>
/// <param name="DamagedLetters">Values that show letters damaged by an earlier conversion.</param>
/// <param name="MinLength">Characters of the shortest text; null where no text occurs.</param>
/// <param name="MaxLength">Characters of the longest text.</param>
/// <param name="Earliest">Earliest date.</param>
/// <param name="Latest">Latest date.</param>
/// <param name="Smallest">Smallest number or amount.</param>
/// <param name="Largest">Largest number or amount.</param>
/// <param name="Values">The values with their counts, most frequent first, where at most 20 occur and none can name a person.</param>
public sealed record FieldProfile(
    string Object,
    string Field,
    string Header,
    FieldType Type,
    bool IdentifiesPerson,
    long Count,
    long Empty,
    long Malformed,
    long Distinct,
    long DamagedLetters,
    int? MinLength,
    int? MaxLength,
    DateTime? Earliest,
    DateTime? Latest,
    decimal? Smallest,
    decimal? Largest,
    IReadOnlyList<ValueCount> Values)
{
    /// <summary>True for a column the catalog does not know: a custom field. Its values are never shown.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>False where <see cref="Distinct"/> is an estimate.</summary>
    public bool IsDistinctExact { get; init; } = true;

    /// <summary>What at least 95 % of the values look like, whatever the catalog declares.</summary>
    public ValueShape LooksLike { get; init; }

    /// <summary>The sum of the numbers; null where there are none.</summary>
    public decimal? Sum { get; init; }
}

/// <summary>A value and how often it occurs.</summary>
/// <param name="Value">The value as text.</param>
/// <param name="Count">How often.</param>
public readonly record struct ValueCount(string Value, long Count);
