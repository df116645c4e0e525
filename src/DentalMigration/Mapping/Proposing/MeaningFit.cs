namespace DentalMigration.Mapping.Proposing;

/// <summary>How well what a header says fits one saying of a field.</summary>
/// <param name="Score">Both together, 0 to 1.</param>
/// <param name="Precision">How much of the header the saying explains.</param>
/// <param name="Recall">How much of the saying the header has.</param>
/// <param name="Unexplained">Weight of the gravest word of the header that the saying lacks.</param>
/// <param name="Missing">Weight of the gravest concept of the saying that the header lacks.</param>
/// <param name="OffSubject">Weight of the word the header is about, where the saying is about another.</param>
internal readonly record struct MeaningFit(double Score, double Precision, double Recall, double Unexplained, double Missing, double OffSubject)
{
    /// <summary>Nothing in common.</summary>
    public static readonly MeaningFit None = new(0, 0, 0, ConceptWeights.Heaviest, ConceptWeights.Heaviest, ConceptWeights.Heaviest);
}
