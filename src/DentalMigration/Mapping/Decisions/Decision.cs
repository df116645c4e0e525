namespace DentalMigration.Mapping.Decisions;

/// <summary>What was decided about a place or a header of an export.</summary>
public enum Decision
{
    /// <summary>Nothing yet: it waits for a person, and is neither read nor mapped.</summary>
    Open,

    /// <summary>It is the object, or the field, that the map names.</summary>
    Accepted,

    /// <summary>It is left out.</summary>
    Ignored,

    /// <summary>Of a header: it is no field of the system and gets a column of its own.</summary>
    Custom,
}
