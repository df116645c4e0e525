using System.Collections.Concurrent;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources.Derived.Recalls;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Transforms;

/// <summary>What a task was taken for, a recall or not; one that is neither for sure, and that nobody decided, is reported.</summary>
internal sealed class RecallVerdictTransform : ITransform
{
    private readonly ConcurrentDictionary<string, TaskClassifier> _classifiers = new();

    public string Name => "recallverdict";

    public string Description => "Recall, Unsure or Not a recall, by the system's rules or a person's decision.";

    public TransformYield Yields => TransformYield.Text;

    public object? Apply(RowContext row, ColumnMap column)
    {
        if (row.Shared.RecallDecisions.TryGetValue(row.Record.Key, out bool isRecall))
        {
            return isRecall ? "Recall" : "Not a recall";
        }

        SystemCatalog catalog = row.Shared.Catalog;
        switch (_classifiers.GetOrAdd(catalog.System, _ => new TaskClassifier(RecallRules.Load(catalog.System), catalog)).Read(row.Record).Verdict)
        {
            case TaskVerdict.Recall:
                return "Recall";
            case TaskVerdict.Unsure:
                row.Find("RecallUnsure", column.From[0], "The task may be a recall. Write its id and yes or no into Recall_Decisions.csv, and run again.");
                return "Unsure";
            default:
                return "Not a recall";
        }
    }
}
