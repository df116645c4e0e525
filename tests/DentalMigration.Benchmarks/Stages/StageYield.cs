using DentalMigration.Ledger;

namespace DentalMigration.Benchmarks.Stages;

/// <summary>What a stage came to.</summary>
/// <param name="Rows">Rows written, deleted or read.</param>
/// <param name="Counts">What became of the records; null where the stage only reads.</param>
internal sealed record StageYield(long Rows, RunCounts? Counts = null);

/// <summary>What became of the records of a run, of all objects together.</summary>
/// <param name="Read">Records read.</param>
/// <param name="Created">Rows created.</param>
/// <param name="Updated">Rows changed.</param>
/// <param name="Unchanged">Rows that were as their records.</param>
/// <param name="Stopped">Object → records that were held or rejected; without the objects that have none.</param>
internal sealed record RunCounts(long Read, long Created, long Updated, long Unchanged, IReadOnlyDictionary<string, long> Stopped)
{
    /// <summary>Adds up the lines of a run.</summary>
    public static RunCounts Of(IReadOnlyList<ObjectCounts> objects) => new(
        objects.Sum(o => o.Read),
        objects.Sum(o => o.Created),
        objects.Sum(o => o.Updated),
        objects.Sum(o => o.Unchanged),
        objects.Where(o => o.Held + o.Rejected > 0).ToDictionary(o => o.Object, o => o.Held + o.Rejected));

    /// <summary>Refuses a run that left something out: it would look faster than it is. Providers have no users in an empty organisation.</summary>
    public void DemandWhole()
    {
        if (Stopped.Keys.FirstOrDefault(o => o != "provider") is { } stopped)
        {
            throw new InvalidOperationException($"{Stopped[stopped]} records of {stopped} were held or rejected; the run did not do all of the work.");
        }
    }
}
