namespace DentalMigration.Sources.Derived.Recalls;

/// <summary>What the rules take a task for.</summary>
public enum TaskVerdict
{
    /// <summary>Nothing in it speaks of a recall.</summary>
    NotRecall,

    /// <summary>A word of recall without an interval or a date, or one that may mean something else. A person decides.</summary>
    Unsure,

    /// <summary>A recall.</summary>
    Recall,
}
