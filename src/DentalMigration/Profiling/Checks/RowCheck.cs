namespace DentalMigration.Profiling.Checks;

/// <summary>Looks at whole records of one object. Asks for its fields' slots when it is made.</summary>
internal abstract class RowCheck
{
    /// <summary>Takes one record into account.</summary>
    public abstract void Add(RowValues row);

    /// <summary>What there is to say when all objects are read.</summary>
    public abstract IEnumerable<ProfileFinding> Findings();
}
