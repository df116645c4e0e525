using DentalMigration.Mapping.Assistant;
using DentalMigration.Mapping.Proposing;
using DentalMigration.Profiling;
using DentalMigration.Sources;
using DentalMigration.Sources.Reading;

namespace DentalMigration.Mapping.Decisions;

/// <summary>
/// Proposes what each file, table or path of an export is, and each of its headers. What is known or sure is accepted, and so is a field the
/// export defines; all else is open and waits for a person. Values are looked at and forgotten.
/// </summary>
public static class MapProposer
{
    /// <summary>The map with the export's places in it, fitted to them.</summary>
    /// <param name="map">A default map, not yet approved.</param>
    /// <param name="source">The export.</param>
    /// <param name="options">What helps; null for nothing.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="MigrationException"><c>SourceEmpty</c>: there is nothing to propose; or the first of the <see cref="ISource.Faults"/> where nothing can be read.</exception>
    public static async Task<MigrationMap> ProposeAsync(
        MigrationMap map, ISource source, MapProposalOptions? options, CancellationToken cancellationToken)
    {
        options ??= new MapProposalOptions();
        List<CustomField> custom = await CustomFieldFinder.FindAsync(source, cancellationToken)
            .Where(f => f is { Header: not null, Fault: null }).ToListAsync(cancellationToken);
        var proposer = new PlaceProposer(source.Catalog, options.Learned);
        var columns = new OwnColumns(map, source.Catalog, custom);
        var decider = new PlaceDecider(map, source.Catalog, columns, options.Learned);
        var assistant = options.Assistant is { } model ? new AssistedRanking(model, source.Catalog, options.Warn) : null;
        List<SourcePlace> surveyed = await source.SurveyAsync(cancellationToken).Where(p => p.File.Columns.Any(c => c.Header.Length > 0)).ToListAsync(cancellationToken);
        if (surveyed.Count == 0)
        {
            throw source.Faults.FirstOrDefault(f => f.File.Length > 0) is { } fault
                ? new MigrationException(fault.Code, fault.Message)
                : new MigrationException("SourceEmpty", $"'{source.Name}' holds nothing with headers to propose a map from. Name the folder that holds the export's files.");
        }

        PlaceSample[] samples = [.. surveyed.Where(p => !IsHeaderless(p)).Select(Sample)];
        var proposals = new Queue<PlaceProposal>(proposer.Propose(samples));
        var columnsOf = new Queue<PlaceSample>(samples);
        var places = new List<PlaceMap>();
        foreach (SourcePlace place in surveyed)
        {
            if (IsHeaderless(place))
            {
                places.Add(Headerless(place.File.Name));
                continue;
            }

            (PlaceProposal proposal, PlaceSample sample) = (proposals.Dequeue(), columnsOf.Dequeue());
            if (assistant is not null)
            {
                proposal = await assistant.RankAsync(proposal, sample.Columns, cancellationToken);
            }

            places.Add(decider.Decide(place, proposal));
        }

        return MapFitter.Fit(columns.AddTo(map) with { Places = places }, source.Catalog);
    }

    private static bool IsHeaderless(SourcePlace place) => place.File.Object is null && HeaderLook.IsRecord([.. place.File.Columns.Select(c => c.Header)]);

    private static PlaceSample Sample(SourcePlace place) => new(
        place.File.Name,
        place.File.Object,
        [.. place.File.Columns.Select((c, i) => new ColumnSample(c.Header, [.. place.Cells(i).Select(CellText.Of).OfType<string>()]))]);

    /// <summary>Its first row is a record: the texts in it are a person's, and stay out of the map.</summary>
    private static PlaceMap Headerless(string name) => new()
    {
        Place = name,
        Decision = Decision.Open,
        Reasons = ["Its first row looks like a record and not like headers. Export it with a header row, or ignore it."],
    };
}
