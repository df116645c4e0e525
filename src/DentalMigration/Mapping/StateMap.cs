namespace DentalMigration.Mapping;

/// <summary>How a status word becomes the row's state.</summary>
/// <param name="From">The field with the word.</param>
/// <param name="Values">Source word → state; words are compared after folding.</param>
public sealed record StateMap(string From, IReadOnlyDictionary<string, StateValue> Values);

/// <summary>A state to reach.</summary>
/// <param name="Status">The statuscode.</param>
/// <param name="State">
/// The statecode, where the row cannot be created in it: the row is created in its default state and moved in a second, journaled step.
/// Null: the status belongs to the state rows start in and is set when the row is created.
/// </param>
public sealed record StateValue(int Status, int? State = null);
