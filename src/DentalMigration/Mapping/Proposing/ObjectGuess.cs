using DentalMigration.Sources.Files;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Proposing;

/// <summary>Finds out which object a place holds: by its name, and by how many of its headers are fields of the object.</summary>
internal sealed class ObjectGuess(SystemCatalog catalog)
{
    private const double HeadersCount = 12;
    private const double UsualName = 4;
    private const double LikelyName = 2;

    /// <summary>A place whose headers fit no better than this is no object's, however much worse the others fit.</summary>
    private const double PoorFit = 0.35;
    private const double GoodFit = 0.75;

    /// <summary>The objects, best first, those that are hardly possible left out.</summary>
    public IReadOnlyList<ObjectCandidate> Of(PlaceSample place)
    {
        if (place.KnownObject is { } known)
        {
            return [new ObjectCandidate(known, 1, ["It is declared so."])];
        }

        string stem = Path.GetFileNameWithoutExtension(place.Place);
        string? usual = FilePattern.FindStem(catalog, stem)?.Name;
        HeaderMeaning name = Lexicon.Shipped.Reader.Read(stem);
        CatalogObject[] objects = [.. catalog.Objects.Where(o => o.Files.Count > 0)];
        var evidence = objects.Select(o => (
            Object: o.Name,
            Usual: o.Name == usual,
            Likely: name.Concepts.Contains(Lexicon.Shipped.Concept(o.Name)),
            Headers: Fit(o, place.Columns))).ToArray();
        double[] shares = Odds.ToShares([.. evidence.Select(e => (HeadersCount * e.Headers) + (e.Usual ? UsualName : e.Likely ? LikelyName : 0))]);
        return [.. evidence.Zip(shares, (e, share) => new ObjectCandidate(e.Object, Math.Round(share * Quality(e.Headers, e.Usual), 3), Reasons(e.Usual, e.Likely, e.Headers)))
            .Where(c => c.Score >= ProposalThresholds.Shown).OrderByDescending(c => c.Score)];
    }

    /// <summary>The mean, over the headers, of how well the best field of the object fits what they say.</summary>
    private static double Fit(CatalogObject o, IReadOnlyList<ColumnSample> columns)
    {
        IReadOnlyList<FieldDescription> fields = Lexicon.Shipped.Book.Of(o);
        return columns.Count == 0 ? 0 : columns.Average(c => Lexicon.Shipped.Compare(o.Name, c.Header, fields).Best);
    }

    private static double Quality(double headers, bool isUsual) => isUsual ? 1 : Math.Clamp((headers - PoorFit) / (GoodFit - PoorFit), 0, 1);

    private static List<string> Reasons(bool isUsual, bool isLikely, double headers)
    {
        var reasons = new List<string> { FormattableString.Invariant($"Its headings fit the object's fields to {headers:P0}.") };
        if (isUsual || isLikely)
        {
            reasons.Insert(0, isUsual ? "Its name is one of the usual names." : "Its name says so.");
        }

        return reasons;
    }
}
