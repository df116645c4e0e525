using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Verification;

/// <summary>The short answer to whether a migration is sound: conservation, reconciliation, owners, held rows.</summary>
public static class MigrationTest
{
    /// <summary>What speaks against the migration, a sentence each; empty when nothing does.</summary>
    /// <param name="migration">The migration, loaded.</param>
    /// <param name="maximumHeld">Most rows that may be held or rejected; null for any number.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<IReadOnlyList<string>> RunAsync(Migration migration, long? maximumHeld, CancellationToken cancellationToken)
    {
        var against = new List<string>();
        long run = migration.Ledger.Runs.LastStanding();
        if (run == 0)
        {
            return ["Nothing was loaded yet."];
        }

        IReadOnlyList<ObjectCounts> counts = migration.Ledger.Runs.Counts(run);
        if (migration.Ledger.Runs.Outcome(run) is not "done" and var outcome)
        {
            against.Add(outcome == "paused" ? "The last run was paused by its time budget. Resume it." : "The last run was broken off. Resume it.");
        }

        against.AddRange(counts.Where(c => !c.IsConserved).Select(c => $"{c.Object}: read {c.Read} records, but not all are accounted for."));
        long held = counts.Sum(c => c.Held + c.Rejected);
        if (held > (maximumHeld ?? long.MaxValue))
        {
            against.Add($"{held} rows were held or rejected; at most {maximumHeld} may be.");
        }

        if (KnownExport.Warning(migration.Ledger, migration.Setup.Source) is { } older)
        {
            against.Add(older);
        }

        against.AddRange(Unread(migration, run));
        against.AddRange(counts.Select(c => TakenBack(migration, c)).OfType<string>());
        against.AddRange(migration.Ledger.Problems.Of(run, ProblemKind.Finding)
            .Where(p => p.Code is "OwnerUnexpected" or "RowNotReadBack").Select(p => $"{p.Object} {p.Key}: {p.Reason}"));
        await foreach (ReconciliationLine line in Reconciler.MeasureAsync(migration, cancellationToken))
        {
            if (line.Verdict != Verdict.Same && line.Practice is null)
            {
                against.Add(Sentence(line));
            }
        }

        return against;
    }

    /// <summary>Files that could not be read, and objects that have rows and no file any more: none of them is compared.</summary>
    private static IEnumerable<string> Unread(Migration migration, long run)
    {
        foreach (LedgerProblem file in migration.Ledger.Problems.Of(run, ProblemKind.Held).Where(p => p.Key.Length == 0))
        {
            yield return $"{file.Object}: {file.Reason}";
        }

        foreach (ObjectMap map in migration.Setup.Map.Objects.Where(o => o.Action == MapAction.Create && !migration.Setup.Source.Has(o.Object)))
        {
            if (migration.Ledger.Records.Count(migration.Ledger.ObjectNumber(map.Object, map.Table), RecordState.Written) is > 0 and var rows)
            {
                yield return FormattableString.Invariant($"{map.Object}: {rows} rows were not compared, since the export has no such records. Connect one that has them.");
            }
        }
    }

    /// <summary>Rows that the run left in place and an undo of objects or practices took since.</summary>
    private static string? TakenBack(Migration migration, ObjectCounts counts)
    {
        ObjectMap? map = migration.Setup.Map.Find(counts.Object);
        long left = counts.Created + counts.Updated + counts.Unchanged;
        long now = map is null ? left : migration.Ledger.Records.Count(migration.Ledger.ObjectNumber(map.Object, map.Table), RecordState.Written);
        return now < left
            ? FormattableString.Invariant($"{counts.Object}: the last run left {left} rows, of which {left - now} were undone since. Load again, or undo the rest.")
            : null;
    }

    private static string Sentence(ReconciliationLine line) => line.Measure == "values"
        ? FormattableString.Invariant($"{line.Object}: {line.Column} is filled in {line.Source} rows of the source and {line.Target} in Dataverse; {line.Lost} values are lost, {line.Appeared} appeared{(line.Lost + line.Appeared == 0 ? ", but some are others" : "")}. Compare the records.")
        : $"{line.Object}: {$"{line.Measure} {line.Column}".Trim()} is {line.Source} in the source and {line.Target} in Dataverse.";
}
