using System.Text.Json;

namespace DentalMigration.Mapping.Proposing;

/// <summary>How much each feature counts: found by <see cref="Scoring.WeightTrainer"/> on labelled headers.</summary>
/// <param name="Fields">By <see cref="Feature"/>.</param>
/// <param name="None">By <see cref="NoneFeature"/>.</param>
internal sealed record MatchWeights(double[] Fields, double[] None)
{
    private static readonly Lazy<MatchWeights> Loaded = new(() => Parse(string.Concat(LexiconFile.Lines("weights.json"))));

    /// <summary>The weights that ship.</summary>
    public static MatchWeights Shipped => Loaded.Value;

    /// <summary>A case's log-odds, a field each and, last, its being none.</summary>
    public double[] Odds(MatchCase match)
    {
        double[] odds = new double[match.Features.Length + 1];
        for (int i = 0; i < match.Features.Length; i++)
        {
            odds[i] = Sum(Fields, match.Features[i]);
        }

        odds[^1] = Sum(None, match.None);
        return odds;
    }

    /// <summary>The weights as JSON, feature by feature.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new Dictionary<string, Dictionary<string, double>>
        {
            ["fields"] = Enum.GetValues<Feature>().ToDictionary(f => f.ToString(), f => Math.Round(Fields[(int)f], 3)),
            ["none"] = Enum.GetValues<NoneFeature>().ToDictionary(f => f.ToString(), f => Math.Round(None[(int)f], 3)),
        },
        Written) + "\n";

    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, NewLine = "\n" };

    private static MatchWeights Parse(string json)
    {
        Dictionary<string, Dictionary<string, double>> read = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, double>>>(json)!;
        return new MatchWeights(
            [.. Enum.GetNames<Feature>().Select(f => read["fields"][f])],
            [.. Enum.GetNames<NoneFeature>().Select(f => read["none"][f])]);
    }

    private static double Sum(double[] weights, double[] features)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * features[i];
        }

        return sum;
    }
}
