namespace DentalMigration.Mapping.Proposing;

/// <summary>Everything the matcher knows about headers before it sees one.</summary>
internal sealed class Lexicon
{
    private static readonly Lazy<Lexicon> Loaded = new(() => new Lexicon());

    private readonly Vocabulary _vocabulary = new();
    private readonly MeaningFitter _fitter;

    private Lexicon()
    {
        Reader = new HeaderReader(_vocabulary);
        Book = new FieldBook(Reader);
        _fitter = new MeaningFitter(new ConceptWeights(_vocabulary, Book.All), new Likeness(_vocabulary));
    }

    /// <summary>The lexicon that ships; read when first needed.</summary>
    public static Lexicon Shipped => Loaded.Value;

    /// <summary>Reads headers.</summary>
    public HeaderReader Reader { get; }

    /// <summary>Describes the fields.</summary>
    public FieldBook Book { get; }

    /// <summary>The concept of that name.</summary>
    public int Concept(string name) => _vocabulary.Concept(name);

    /// <summary>Compares a header with an object's fields.</summary>
    public HeaderComparison Compare(string objectName, string header, IReadOnlyList<FieldDescription> fields)
    {
        HeaderMeaning meaning = Reader.Read(header);
        MeaningFit[] fits = [.. fields.Select(f => _fitter.Best(meaning, f.Phrases, objectName))];
        double nearest = fits.Length == 0 ? 0 : fits.Max(f => f.Score);
        double nothing = _fitter.Best(meaning, Book.Nothing, string.Empty).Score;
        return new HeaderComparison(fits, [1, meaning.Unknown, 1 - nearest, Math.Max(0, nothing - nearest), nothing]);
    }
}
