namespace DentalMigration.Profiling;

/// <summary>How well one reference holds.</summary>
/// <param name="Object">The referring object.</param>
/// <param name="Field">The referring field.</param>
/// <param name="Target">The object referred to.</param>
/// <param name="By">The field of that object that is matched.</param>
/// <param name="Count">Records that refer.</param>
/// <param name="Orphans">Records that refer to something the export does not hold.</param>
/// <param name="FirstOrphan">Where the first of them stands; null where there is none or where it was counted at the end.</param>
public sealed record ReferenceProfile(string Object, string Field, string Target, string By, long Count, long Orphans, string? FirstOrphan);
