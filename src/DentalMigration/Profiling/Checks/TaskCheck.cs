using DentalMigration.Profiling.Keys;
using DentalMigration.Sources.Derived.Recalls;

namespace DentalMigration.Profiling.Checks;

/// <summary>How many tasks are recalls, may be, and are not, where a system keeps its recalls among its tasks.</summary>
internal sealed class TaskCheck : RowCheck
{
    private readonly TaskClassifier _classifier;
    private readonly FindingWriter _write;
    private readonly Dictionary<string, int> _slots;
    private readonly long[] _counts = new long[Enum.GetValues<TaskVerdict>().Length];
    private readonly long[] _first = [.. Enum.GetValues<TaskVerdict>().Select(_ => KeyTally.Nowhere)];

    private TaskCheck(RowScope scope)
    {
        _classifier = new TaskClassifier(RecallRules.Load(scope.Catalog.System), scope.Catalog);
        _write = new FindingWriter(scope.Object.Name, string.Empty, scope.Places);
        _slots = TaskClassifier.Fields.ToDictionary(f => f, scope.Row.Slot);
    }

    /// <summary>A check where recalls are made from the object, else null.</summary>
    public static TaskCheck? For(RowScope scope) =>
        scope.Catalog.Objects.Any(o => o.Derived?.Any(d => d.Rule == "recall" && d.From == scope.Object.Name) == true) ? new TaskCheck(scope) : null;

    /// <inheritdoc/>
    public override void Add(RowValues row)
    {
        int verdict = (int)_classifier.Read(field => row.Value(_slots[field])).Verdict;
        _counts[verdict]++;
        _first[verdict] = Math.Min(_first[verdict], row.Place);
    }

    /// <inheritdoc/>
    public override IEnumerable<ProfileFinding> Findings()
    {
        (long sure, long unsure) = (_counts[(int)TaskVerdict.Recall], _counts[(int)TaskVerdict.Unsure]);
        if (sure > 0)
        {
            yield return _write.Information("RecallInTask", sure, _first[(int)TaskVerdict.Recall],
                "Tasks are recalls by their words, and become recalls as well. Look through some of them.");
        }

        if (unsure > 0)
        {
            yield return _write.Warning("RecallUnsure", unsure, _first[(int)TaskVerdict.Unsure],
                "Tasks may be recalls. Decide each in a file Recall_Decisions.csv with the columns Task ID and Is Recall; undecided ones stay tasks.");
        }
    }
}
