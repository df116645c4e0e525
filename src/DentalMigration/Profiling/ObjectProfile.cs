namespace DentalMigration.Profiling;

/// <summary>What was measured on one object.</summary>
/// <param name="Object">Canonical name.</param>
/// <param name="Label">Name for people.</param>
/// <param name="IsPresent">False when the export has no file of it.</param>
/// <param name="Rows">Records, unusable lines included.</param>
/// <param name="Unusable">Lines that cannot be read as a record: ragged, without a key…</param>
/// <param name="DuplicateKeys">Records whose key an earlier record has.</param>
/// <param name="DuplicatePersons">Records whose folded name and birth date an earlier record has; null where the object is no person.</param>
/// <param name="DuplicatePositions">Where the first of these duplicates stand, at most 20: <c>Hastalar.csv:17</c>.</param>
/// <param name="MissingEmail">Records without an e-mail address; null where the object has none.</param>
/// <param name="MissingBirthDate">Records without a readable birth date; null where the object has none.</param>
/// <param name="IsExact">True: duplicates and orphans are counted exactly, however many keys there are.</param>
/// <param name="Fields">One entry per field the export has a column for.</param>
/// <param name="References">One entry per reference the export has a column for.</param>
/// <param name="Faults">What could not be read, by field and kind.</param>
public sealed record ObjectProfile(
    string Object,
    string Label,
    bool IsPresent,
    long Rows,
    long Unusable,
    long DuplicateKeys,
    long? DuplicatePersons,
    IReadOnlyList<string> DuplicatePositions,
    long? MissingEmail,
    long? MissingBirthDate,
    bool IsExact,
    IReadOnlyList<FieldProfile> Fields,
    IReadOnlyList<ReferenceProfile> References,
    IReadOnlyList<FaultProfile> Faults)
{
    /// <summary>What a person should know about it, in no order of gravity.</summary>
    public IReadOnlyList<ProfileFinding> Findings { get; init; } = [];
}
