namespace DentalMigration.Cli.Generation.Traps;

/// <summary>All traps of a system, as far as an export is messy enough for them. Their number does not grow with the practice.</summary>
internal sealed class TrapBook<TRows>(TRows rows, double mess, IEnumerable<Trap<TRows>> traps)
{
    private readonly ILookup<int, Trap<TRows>> _traps = traps.Where(t => t.Mess <= mess).ToLookup(t => t.Patient);

    /// <summary>Plants what belongs at a patient.</summary>
    /// <param name="n">The patient's number, from 1.</param>
    /// <param name="family">The patient's rows; changed in place.</param>
    public void Plant(int n, PatientFamily family)
    {
        foreach (Trap<TRows> trap in _traps[n])
        {
            trap.Change(family, rows).Plant(trap.Name, trap.Expected, trap.Code);
        }
    }
}
