using System.Collections.Concurrent;

namespace DentalMigration.Loading.Owners;

/// <summary>
/// What a repair knows of somebody else's changes in the rows it corrects: it looked whether anything of theirs is left beside what it puts right, so
/// that a version other than ours is no reason any more to take a row for theirs.
/// </summary>
internal sealed class JudgedEdits
{
    private readonly ConcurrentDictionary<(int Object, string Key), bool> _judged = [];
    private readonly ConcurrentDictionary<(int Object, string Key), bool> _marked = [];

    /// <summary>Notes that a row was looked at.</summary>
    public void Judge(int objectNumber, string key) => _judged[(objectNumber, key)] = true;

    /// <summary>True where the row was looked at.</summary>
    public bool IsJudged(int objectNumber, string key) => _judged.ContainsKey((objectNumber, key));

    /// <summary>Notes that this run marked a row as edited before it was looked at.</summary>
    public void Mark(int objectNumber, string key) => _marked[(objectNumber, key)] = true;

    /// <summary>True where this run marked it, and nobody before.</summary>
    public bool IsMarkedNow(int objectNumber, string key) => _marked.ContainsKey((objectNumber, key));
}
