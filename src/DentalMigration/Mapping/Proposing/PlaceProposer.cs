using DentalMigration.Systems;

namespace DentalMigration.Mapping.Proposing;

/// <summary>
/// Proposes what object a place of an export holds and what field each of its headers is. First it collects the evidence for every field of
/// the object (what the heading says, how it is spelt, what the values look like), then it judges the headers of a place together, since a
/// file rarely has two columns of one field.
/// </summary>
public sealed class PlaceProposer
{
    private const int Candidates = 4;
    private const double SureObject = 0.9;

    /// <summary>The score of what the catalog says, or a person said before.</summary>
    private const double Decided = 0.99;

    private readonly SystemCatalog _catalog;
    private readonly FieldMatcher _matcher;
    private readonly ObjectGuess _guess;
    private readonly Dictionary<(string Object, string Header), string?> _decided = [];

    /// <param name="catalog">The system the export is of.</param>
    /// <param name="learned">Spellings decided on in earlier practices.</param>
    public PlaceProposer(SystemCatalog catalog, IReadOnlyList<LearnedSpelling> learned)
    {
        _catalog = catalog;
        IEnumerable<(string Object, string Header, string Field)> own =
            learned.Where(l => l.Field is not null).Select(l => (l.Object, l.Header, l.Field!));
        _matcher = new FieldMatcher(new SpellingMemory(SpellingMemory.Shipped().Concat(own)));
        _guess = new ObjectGuess(catalog);
        foreach (IGrouping<(string, string), string> spelling in SpellingMemory.Of(catalog).GroupBy(s => (s.Object, HeaderWords.Fold(s.Header)), s => s.Field))
        {
            if (spelling.Distinct().Count() == 1)
            {
                _decided[spelling.Key] = spelling.First();
            }
        }

        foreach (LearnedSpelling spelling in learned)
        {
            _decided[(spelling.Object, HeaderWords.Fold(spelling.Header))] = spelling.Field;
        }
    }

    /// <summary>Proposes for one place.</summary>
    /// <param name="place">Its name: <c>Hastalar.csv</c>, <c>dbo.Hasta</c>.</param>
    /// <param name="knownObject">The object it is known to hold; null to find out.</param>
    /// <param name="columns">Its columns.</param>
    public PlaceProposal Propose(string place, string? knownObject, IReadOnlyList<ColumnSample> columns) =>
        Propose([new PlaceSample(place, knownObject, columns)])[0];

    /// <summary>Proposes for all places of an export; the keys found in one tell what refers to it in others.</summary>
    /// <param name="places">The places.</param>
    public IReadOnlyList<PlaceProposal> Propose(IReadOnlyList<PlaceSample> places)
    {
        Evidence[] evidence = [.. places.Select(Collect)];
        (var none, var references) = (new ReferenceEvidence(_catalog), new ReferenceEvidence(_catalog));
        foreach (Evidence place in evidence)
        {
            PlaceProposal first = Judge(place, none);
            int at = place.Object is { Key: [var key] } && first.IsSure ? first.Headers.ToList().FindIndex(h => h.IsSure && h.Best?.Field == key) : -1;
            if (at >= 0)
            {
                references.AddKeys(place.Object!.Name, place.Place.Columns[at].Values);
            }
        }

        return [.. evidence.Select(place => Judge(place, references))];
    }

    /// <summary>Looks at a place once, however often it is judged.</summary>
    private Evidence Collect(PlaceSample place)
    {
        IReadOnlyList<ObjectCandidate> candidates = _guess.Of(place);
        if (candidates.Count == 0)
        {
            return new Evidence(place, candidates, null, []);
        }

        CatalogObject o = _catalog[candidates[0].Object];
        IReadOnlyList<FieldDescription> fields = Lexicon.Shipped.Book.Of(o);
        return new Evidence(place, candidates, o, [.. place.Columns.Select(c => _matcher.Collect(
            o.Name, c.Header, [.. c.Values.Take(ValueFit.Enough).Select(v => new ValueLook(v))], fields, Lexicon.Shipped.Compare(o.Name, c.Header, fields)))]);
    }

    /// <summary>Judges a place in the light of what keys are known.</summary>
    private PlaceProposal Judge(Evidence evidence, ReferenceEvidence references)
    {
        (PlaceSample place, IReadOnlyList<ObjectCandidate> candidates, CatalogObject? o, IReadOnlyList<MatchCase> cases) = evidence;
        if (o is null)
        {
            return new PlaceProposal(place.Place, [], false, [.. place.Columns.Select(c => new HeaderProposal(c.Header, [], false))]);
        }

        double[][] odds = [.. cases.Select((c, i) => Add(MatchWeights.Shipped.Odds(c), f => references.Of(o, c.Fields[f].Field, place.Columns[i].Values)))];
        double[][] alone = [.. odds.Select(Odds.ToShares)];
        double[][] shares = HeaderCompany.Judge(odds);
        HeaderProposal[] headers = [.. place.Columns.Select((c, i) => Header(o, c, cases[i], shares[i], alone[i]))];
        bool isSure = place.KnownObject is not null || (candidates[0].Score >= SureObject && HasRequired(o, headers));
        return new PlaceProposal(place.Place, candidates, isSure, OncePerField(headers));
    }

    private HeaderProposal Header(CatalogObject o, ColumnSample column, MatchCase match, double[] shares, double[] alone)
    {
        bool isDecided = _decided.TryGetValue((o.Name, HeaderWords.Fold(column.Header)), out string? decided);
        if (isDecided && decided is null)
        {
            return new HeaderProposal(column.Header, [], true);
        }

        double Score(int i) => match.Fields[i].Field == decided ? Math.Max(shares[i], Decided) : shares[i];
        FieldCandidate[] candidates = [.. Enumerable.Range(0, match.Fields.Count)
            .Where(i => Score(i) >= ProposalThresholds.Shown)
            .OrderByDescending(Score)
            .Take(Candidates)
            .Select(i => new FieldCandidate(
                match.Fields[i].Field, Math.Round(Score(i), 3), MatchReasons.Of(match.Fields[i], match.Features[i], shares[i] < alone[i] - 0.1)))];
        return new HeaderProposal(column.Header, candidates, candidates.Length > 0 && candidates[0].Score >= ProposalThresholds.Sure);
    }

    /// <summary>True where the headers may be all fields without which the object's records cannot be used.</summary>
    private static bool HasRequired(CatalogObject o, HeaderProposal[] headers) =>
        o.Fields.Where(f => f.Required).All(f => headers.Any(h => h.Best?.Field == f.Name));

    /// <summary>Of two sure columns of one field the surer stays sure.</summary>
    private static HeaderProposal[] OncePerField(HeaderProposal[] headers)
    {
        var sure = headers.Where(h => h is { IsSure: true, Best: not null }).GroupBy(h => h.Best!.Field)
            .Select(g => g.MaxBy(h => h.Best!.Score)!).ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. headers.Select(h => h.Best is null || sure.Contains(h) ? h : h with { IsSure = false })];
    }

    /// <summary>Log-odds with something added to each field's, but not to the last, its being none.</summary>
    private static double[] Add(double[] odds, Func<int, double> more) => [.. odds.Select((x, i) => i < odds.Length - 1 ? x + more(i) : x)];

    /// <param name="Place">The place.</param>
    /// <param name="Candidates">The objects it may hold.</param>
    /// <param name="Object">The first of them, or null.</param>
    /// <param name="Cases">What speaks for each field of that object, by column.</param>
    private sealed record Evidence(PlaceSample Place, IReadOnlyList<ObjectCandidate> Candidates, CatalogObject? Object, IReadOnlyList<MatchCase> Cases);
}
