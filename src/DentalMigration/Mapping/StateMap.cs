using System.Text.Json.Serialization;

namespace DentalMigration.Mapping;

/// <summary>How a status word becomes the row's state.</summary>
/// <param name="From">The field with the word.</param>
/// <param name="Values">Source word → state; words are compared after folding. A yes-or-no field has the words True and False.</param>
/// <param name="Otherwise">Fields looked at where <paramref name="From"/> is empty, in this order.</param>
public sealed record StateMap(string From, IReadOnlyDictionary<string, StateValue> Values, IReadOnlyList<string>? Otherwise = null)
{
    /// <summary>All fields it reads.</summary>
    [JsonIgnore]
    public IEnumerable<string> Fields => Otherwise is null ? [From] : Otherwise.Prepend(From);
}

/// <summary>A state to reach.</summary>
/// <param name="Status">The statuscode.</param>
/// <param name="State">
/// The statecode, where the row cannot be created in it: the row is created in its default state and moved in a second, journaled step.
/// Null: the status belongs to the state rows start in and is set when the row is created.
/// </param>
public sealed record StateValue(int Status, int? State = null);
