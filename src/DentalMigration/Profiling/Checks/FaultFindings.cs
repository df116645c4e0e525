using DentalMigration.Profiling.Keys;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Profiling.Checks;

/// <summary>Findings about what cannot be read.</summary>
internal static class FaultFindings
{
    /// <summary>The findings of an object.</summary>
    public static IEnumerable<ProfileFinding> Of(CatalogObject catalogObject, IEnumerable<(FieldFault Fault, long Count, long First)> faults, Places places)
    {
        foreach ((FieldFault fault, long count, long first) in faults)
        {
            // Damaged codes are told apart by the check of codes, which sees what they were turned into.
            if (fault.Code != "DamagedCode" || catalogObject.Find(fault.Field)?.Type is not (FieldType.Code or FieldType.Phone))
            {
                yield return new FindingWriter(catalogObject.Name, fault.Field, places).Error(fault.Code, count, first, Message(fault));
            }
        }
    }

    private static string Message(FieldFault fault) => fault.Field.Length == 0
        ? $"Lines cannot be used: {fault.Reason}. They are rejected: mend them in the file, or export again."
        : $"The field {fault.Reason}. What hangs on it is held: correct it in the system and export again.";
}
