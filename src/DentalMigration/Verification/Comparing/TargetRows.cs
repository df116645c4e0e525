using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;

namespace DentalMigration.Verification.Comparing;

/// <summary>Reads an object's rows from Dataverse with all their compared columns: every row of our number, page by page, or some by id.</summary>
internal sealed class TargetRows(Migration migration, ColumnComparer columns)
{
    private const int BatchSize = 50;

    /// <summary>Values of a page: with five thousand rows of fifty columns in each, a few pages would fill the memory of a small job.</summary>
    private const int PageValues = 50_000;

    private static readonly Dictionary<string, string> Annotated = new() { ["Prefer"] = "odata.include-annotations=\"*\"" };

    private readonly string _set = columns.Mapper.Table.EntitySet;

    /// <summary>The filter that finds the rows the migration made of an object.</summary>
    public static string ImportFilter(Migration migration, ObjectMap map) =>
        string.Create(CultureInfo.InvariantCulture, $"importsequencenumber eq {ImportNumber.Of(migration.Setup.Map, map)}");

    /// <summary>All rows, up to 5,000 a page; those that carry no number of ours, since they were there before or their table has none, as the ledger knows them.</summary>
    public async IAsyncEnumerable<JsonElement> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (columns.IsNumbered)
        {
            string url = $"{_set}?{columns.Query}&$filter={ImportFilter(migration, columns.Mapper.Map)}";
            var pages = new QueryOptions { PageSize = Math.Clamp(PageValues / Math.Max(1, columns.Columns.Count), 500, 5000) };
            await foreach (JsonElement row in migration.Setup.Target.QueryAsync(url, pages, cancellationToken))
            {
                yield return row;
            }
        }

        int number = migration.Numbers[columns.Mapper.Map.Object];
        foreach (LedgerRecord[] batch in migration.Ledger.Records.Walk(number, RecordState.Written).Where(r => !columns.IsNumbered || !r.Made).Chunk(BatchSize))
        {
            foreach (BatchResult row in await FindAsync([.. batch.Select(r => r.Id)], cancellationToken))
            {
                if (row.IsSuccess)
                {
                    yield return row.Json();
                }
            }
        }
    }

    /// <summary>Rows by id, each as it is or with the reason why it cannot be read; with annotations. At most a batch.</summary>
    public async Task<IReadOnlyList<BatchResult>> FindAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var found = new BatchResult[ids.Count];
        List<int> open = [.. Enumerable.Range(0, ids.Count)];
        var patience = new Patience(migration.Setup.Options, migration.Setup.Clock);
        while (open.Count > 0)
        {
            IReadOnlyList<BatchResult> results = [];
            await patience.RepeatAsync(
                async () => results = await migration.Setup.Target.BatchAsync(
                    [.. open.Select(i => BatchOperation.Get($"{_set}({ids[i]:D})?{columns.Query}") with { Headers = Annotated })],
                    continueOnError: true,
                    null,
                    cancellationToken),
                cancellationToken);
            for (int i = 0; i < open.Count; i++)
            {
                found[open[i]] = results[i];
            }

            open = [.. open.Where(i => found[i].IsTransient)];
            if (open.Count > 0)
            {
                await patience.WaitAsync(PassingFailure.Of(open.Select(i => found[i])), cancellationToken);
            }
        }

        return found;
    }
}
