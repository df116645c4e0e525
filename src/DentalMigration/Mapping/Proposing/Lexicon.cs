using System.Collections.Concurrent;

namespace DentalMigration.Mapping.Proposing;

/// <summary>Everything the matcher knows about headers before it sees one.</summary>
internal sealed class Lexicon
{
    private static readonly Lazy<Lexicon> Loaded = new(() => new Lexicon());

    private readonly ConcurrentDictionary<(string Object, string Header, int Fields), (MeaningFit[] Fits, double[] None)> _compared = new();

    private readonly Vocabulary _vocabulary = new();

    private Lexicon()
    {
        Vocabulary vocabulary = _vocabulary;
        Reader = new HeaderReader(vocabulary);
        Book = new FieldBook(Reader);
        Fitter = new MeaningFitter(new ConceptWeights(vocabulary, Book.All), new Likeness(vocabulary));
    }

    /// <summary>The lexicon that ships; read when first needed.</summary>
    public static Lexicon Shipped => Loaded.Value;

    /// <summary>Reads headers.</summary>
    public HeaderReader Reader { get; }

    /// <summary>Describes the fields.</summary>
    public FieldBook Book { get; }

    /// <summary>Compares the two.</summary>
    public MeaningFitter Fitter { get; }

    /// <summary>The concept of that name.</summary>
    public int Concept(string name) => _vocabulary.Concept(name);

    /// <summary>How a header's meaning fits each of an object's fields, and what speaks for its being none (<see cref="NoneFeature"/>).</summary>
    public (MeaningFit[] Fits, double[] None) Compare(string objectName, string header, IReadOnlyList<FieldDescription> fields) =>
        _compared.GetOrAdd((objectName, header, fields.Count), _ =>
        {
            HeaderMeaning meaning = Reader.Read(header);
            MeaningFit[] fits = [.. fields.Select(f => Fitter.Best(meaning, f.Phrases, objectName))];
            double nearest = fits.Length == 0 ? 0 : fits.Max(f => f.Score);
            double nothing = Fitter.Best(meaning, Book.Nothing, string.Empty).Score;
            return (fits, [1, meaning.Unknown, 1 - nearest, Math.Max(0, nothing - nearest), nothing]);
        });
}
