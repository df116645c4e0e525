using System.Globalization;
using System.Runtime.CompilerServices;
using DentalMigration.Sources.Derived.Recalls;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Derived;

/// <summary>
/// The recalls among the tasks: those the rules are sure of, and those a person confirmed in the export's list of decisions; a task decided
/// against is none. The task stays a task.
/// </summary>
internal sealed class RecallDerivation(CatalogDerivation how, SystemCatalog catalog, CatalogObject target) : Derivation(how, catalog, target)
{
    private static readonly string[] Fields = ["recall_id", "recall_type", "interval", "due_date", "last_visit_date"];

    private readonly TaskClassifier _classifier = new(RecallRules.Load(catalog.System), catalog);
    private Dictionary<string, bool> _decisions = [];

    public override IReadOnlyList<string> Added => Fields;

    public override SourceRecord? Make(SourceRecord record)
    {
        TaskReading reading = _classifier.Read(record);
        bool isRecall = _decisions.TryGetValue(record.Key, out bool decided) ? decided : reading.Verdict == TaskVerdict.Recall;
        return isRecall
            ? Copy(record, $"task-{record.Key}", reading.Type, reading.Months is { } months ? $"{months} months" : null, Text(reading.Due), Text(reading.LastVisit))
            : null;
    }

    public override async IAsyncEnumerable<SourceRecord> DeriveAsync(
        ISource source, bool hasOwn, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _decisions = await RecallDecisions.ReadAsync(source, cancellationToken);
        await foreach (SourceRecord recall in base.DeriveAsync(source, hasOwn, cancellationToken))
        {
            yield return recall;
        }
    }

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
