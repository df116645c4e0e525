using DentalMigration.Mapping.Decisions;
using DentalMigration.Mapping.Proposing;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Assistant;

/// <summary>
/// Lets an assistant order the candidates of headers that are not sure. It can neither bring in a field nor make anything sure, and where it
/// fails everything stays as it was.
/// </summary>
/// <param name="assistant">The assistant.</param>
/// <param name="catalog">The system.</param>
/// <param name="warn">Told once, in a sentence, where it fails.</param>
public sealed class AssistedRanking(IMapAssistant assistant, SystemCatalog catalog, Action<string>? warn)
{
    private const int HeadersAtOnce = 40;
    private const int LongestReason = 160;

    private bool _hasFailed;

    /// <summary>The proposal with its candidates in the assistant's order.</summary>
    /// <param name="proposal">The proposal.</param>
    /// <param name="samples">The place's columns, in the order of the proposal's headers.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public async Task<PlaceProposal> RankAsync(PlaceProposal proposal, IReadOnlyList<ColumnSample> samples, CancellationToken cancellationToken)
    {
        HeaderProposal[] headers = [.. proposal.Headers];
        int[] unsure = [.. Enumerable.Range(0, headers.Length).Where(i => headers[i] is { IsSure: false, Candidates.Count: > 1 })];
        if (proposal.Objects.Count == 0)
        {
            return proposal;
        }

        // Where no header at all is known, the row may as well be a record.
        bool isHeader = headers.Any(h => h.IsSure);
        HashSet<string> values = [.. samples.SelectMany(s => s.Values).Select(HeaderFold.Fold)];
        foreach (int[] some in unsure.Chunk(HeadersAtOnce).TakeWhile(_ => !_hasFailed))
        {
            AssistantHeader[] asked = [.. some.Select(i => Ask(i, headers[i], samples[i], isHeader && !values.Contains(HeaderFold.Fold(headers[i].Header))))];
            try
            {
                var question = new AssistantQuestion(catalog.System, proposal.Objects[0].Object, asked);
                foreach (AssistantRanking ranking in await assistant.RankAsync(question, cancellationToken))
                {
                    if (some.Contains(ranking.Id))
                    {
                        headers[ranking.Id] = Apply(headers[ranking.Id], ranking);
                    }
                }
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                _hasFailed = true;
                warn?.Invoke($"The assistant is not asked any further, and the proposals stay as they were without it. "
                    + (e is MigrationException ? e.Message : "It cannot be reached. Check its address."));
            }
        }

        return proposal with { Headers = headers };
    }

    private AssistantHeader Ask(int id, HeaderProposal header, ColumnSample sample, bool isHeader) => new(
        id,
        isHeader && !HeaderLook.IsData(header.Header) ? header.Header : ShapeMask.Of(header.Header),
        Profiling.ColumnType.Infer(catalog, sample.Values).Type.ToString(),
        ShapeMask.Commonest(sample.Values),
        [.. header.Candidates.Select(c => c.Field)]);

    private static HeaderProposal Apply(HeaderProposal header, AssistantRanking ranking)
    {
        FieldCandidate[] ranked = [.. ranking.Fields.Distinct().Select(f => header.Candidates.FirstOrDefault(c => c.Field == f)).OfType<FieldCandidate>()];
        if (ranked.Length == 0)
        {
            return header;
        }

        string why = Clean(ranking.Reason);
        ranked[0] = ranked[0] with { Reasons = [.. ranked[0].Reasons, why.Length == 0 ? "The assistant ranks it first." : $"The assistant ranks it first: {why}"] };
        return header with { Candidates = [.. ranked, .. header.Candidates.Where(c => ranked.All(r => r.Field != c.Field))] };
    }

    /// <summary>One line of a few words, whatever was sent.</summary>
    private static string Clean(string? reason)
    {
        string line = string.Join(' ', string.Concat((reason ?? string.Empty).Select(c => char.IsControl(c) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestReason ? line : line[..LongestReason] + "…";
    }
}
