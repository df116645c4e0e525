namespace DentalMigration.Sources.Derived.Recalls;

/// <summary>What a person decided about tasks the rules are unsure of: the export's object <c>recall_decision</c>, a list of task ids with yes or no.</summary>
public static class RecallDecisions
{
    /// <summary>The object that holds them.</summary>
    public const string Object = "recall_decision";

    /// <summary>Task key → whether it is a recall; empty where nobody decided.</summary>
    public static async Task<Dictionary<string, bool>> ReadAsync(ISource source, CancellationToken cancellationToken)
    {
        var decisions = new Dictionary<string, bool>(StringComparer.Ordinal);
        if (source.Has(Object))
        {
            await foreach (SourceRecord record in source.Read(Object, cancellationToken))
            {
                if (record.Fault is null && record.Read("is_recall").Value is bool isRecall)
                {
                    decisions[record.Key] = isRecall;
                }
            }
        }

        return decisions;
    }
}
