namespace DentalMigration.Verification;

/// <summary>Outcome of a comparison.</summary>
public enum Verdict
{
    /// <summary>Both sides mean the same.</summary>
    Same,

    /// <summary>They differ.</summary>
    Different,

    /// <summary>The target has nothing where something was sent.</summary>
    Missing,

    /// <summary>The target has something where nothing was sent.</summary>
    Extra,
}
