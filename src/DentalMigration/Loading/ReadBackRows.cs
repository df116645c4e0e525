using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Mapping;

namespace DentalMigration.Loading;

/// <summary>
/// The rows of an object as Dataverse has them. One request for every 5,000 rows of its number, in parts that are read side by side; where few were
/// written, only those, each alone.
/// </summary>
/// <param name="state">The run.</param>
internal sealed class ReadBackRows(RunState state)
{
    /// <summary>Rows of a page of a query.</summary>
    private const int PageSize = 5000;

    /// <summary>Most batches of rows that are read alone.</summary>
    private const int MostAlone = 100;

    private const int MostParts = 2;

    private readonly string _select = $"{state.Mapper.Table.EntitySet}?$select={state.Mapper.Table.PrimaryId},_ownerid_value,_modifiedby_value";

    /// <summary>The rows written since they were last read back, and others where there are many, in parts. No row is in two of them.</summary>
    public IReadOnlyList<IAsyncEnumerable<JsonElement>> Parts(CancellationToken cancellationToken)
    {
        long pages = state.Ledger.Records.Count(state.Number, RecordState.Written) / PageSize;
        if (Few((int)Math.Min(pages, MostAlone)) is { Count: > 0 } few)
        {
            return [AloneAsync(few, cancellationToken)];
        }

        string import = ImportNumber.Of(state.Migration.Setup.Map, state.Mapper.Map).ToString(CultureInfo.InvariantCulture);
        int parts = state.Mapper.Table.Has("modifiedon") ? (int)Math.Clamp(pages, 1, Math.Min(MostParts, state.Pool.Places)) : 1;
        var ahead = new QueryOptions { ReadsAhead = true };
        return [.. Ranges(parts).Select(range => state.Target.QueryAsync($"{_select}&$filter=importsequencenumber eq {import}{range}", ahead, cancellationToken))];
    }

    /// <summary>What none of the parts held, being changed while they were read; nothing where that is much.</summary>
    public IAsyncEnumerable<JsonElement> Rest(CancellationToken cancellationToken) => AloneAsync(Few(MostAlone), cancellationToken);

    private IReadOnlyList<Guid> Few(int batches) => state.Ledger.Records.Unverified(state.Number, batches * state.Options.BatchSize);

    /// <summary>The run's time at the object in equal parts, as conditions of which every row meets exactly one, whatever the clocks say.</summary>
    private IEnumerable<string> Ranges(int parts)
    {
        TimeSpan part = (state.Migration.Setup.Clock.GetUtcNow() - state.Began) / parts;
        for (int i = 0; i < parts; i++)
        {
            yield return (i == 0 ? "" : $" and modifiedon ge {Time(i)}") + (i == parts - 1 ? "" : $" and modifiedon lt {Time(i + 1)}");
        }

        string Time(int end) => (state.Began + (part * end)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    private async IAsyncEnumerable<JsonElement> AloneAsync(IReadOnlyList<Guid> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string query = _select[state.Mapper.Table.EntitySet.Length..];
        foreach (Guid[][] batches in rows.Chunk(state.Options.BatchSize).Chunk(state.Pool.Places))
        {
            IReadOnlyList<BatchResult>[] answers = await Task.WhenAll(batches.Select(batch => SureRead.BatchAsync(
                state.Pool,
                state.NewPatience(),
                [.. batch.Select(id => BatchOperation.Get($"{state.Mapper.Table.EntitySet}({id:D}){query}"))],
                cancellationToken)));
            foreach (BatchResult result in answers.SelectMany(a => a).Where(r => r.IsSuccess))
            {
                yield return result.Json();
            }
        }
    }
}
