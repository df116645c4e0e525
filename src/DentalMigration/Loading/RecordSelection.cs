namespace DentalMigration.Loading;

/// <summary>Which records a load may touch; all others count as filtered.</summary>
public sealed class RecordSelection
{
    /// <summary>What a ledger calls its note of whether everything was loaded, or what was chosen.</summary>
    public const string LedgerName = "selection";

    private readonly HashSet<(string Object, string Key)> _chosen = [];

    /// <summary>Adds a record.</summary>
    public void Add(string objectName, string key) => _chosen.Add((objectName, key));

    /// <summary>True where the record was chosen.</summary>
    public bool Contains(string objectName, string key) => _chosen.Contains((objectName, key));

    /// <summary>How many of an object were chosen.</summary>
    public int CountOf(string objectName) => _chosen.Count(c => c.Object == objectName);

    /// <summary>How many were chosen.</summary>
    public int Count => _chosen.Count;
}
