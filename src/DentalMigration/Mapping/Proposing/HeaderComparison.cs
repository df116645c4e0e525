namespace DentalMigration.Mapping.Proposing;

/// <summary>How a header compares with the descriptions of an object's fields, before its spelling and its values are looked at.</summary>
/// <param name="Fits">How its meaning fits each field, in their order.</param>
/// <param name="None">What speaks for its being none of them; see <see cref="NoneFeature"/>.</param>
internal sealed record HeaderComparison(MeaningFit[] Fits, double[] None)
{
    /// <summary>How well the best field fits, 0 to 1.</summary>
    public double Best => 1 - None[(int)NoneFeature.Distance];
}
