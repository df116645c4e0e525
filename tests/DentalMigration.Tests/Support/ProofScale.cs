using System.Globalization;

namespace DentalMigration.Tests.Support;

/// <summary>
/// How much longer than usual the tests that try many random cases shall go on: the environment variable <c>PROOF_SCALE</c>, 1 unless said
/// otherwise. A proof takes hours where the ordinary run takes minutes.
/// </summary>
public static class ProofScale
{
    public static int Value { get; } = int.TryParse(Environment.GetEnvironmentVariable("PROOF_SCALE"), CultureInfo.InvariantCulture, out int scale) && scale > 1 ? scale : 1;

    /// <summary>So many cases in the ordinary run, and at least so many where the scale is raised.</summary>
    public static int Cases(int ordinary, int raised) => Value == 1 ? ordinary : Math.Max(raised, ordinary * Value);
}
