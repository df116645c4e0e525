using System.Globalization;

namespace DentalMigration.Benchmarks.Results;

/// <summary>One measured figure, beside what it aims at.</summary>
/// <param name="Name">What was measured, such as <c>rows/s, ours over the floor</c>.</param>
/// <param name="Value">What it came to; the median where it was measured several times.</param>
/// <param name="Unit">Such as <c>µs</c> or <c>MB</c>; empty for a ratio.</param>
internal sealed record Figure(string Name, double Value, string Unit = "")
{
    /// <summary>What it should be at least; null where there is no such aim.</summary>
    public double? AtLeast { get; init; }

    /// <summary>What it should be at most; null where there is no such aim.</summary>
    public double? AtMost { get; init; }

    /// <summary>The least and the greatest of several measurements; null of one.</summary>
    public (double Least, double Greatest)? Spread { get; init; }

    /// <summary>True, false, or null where there is no aim.</summary>
    public bool? IsMet => AtLeast is { } least ? Value >= least : AtMost is { } most ? Value <= most : null;

    /// <summary>The aim as it is printed.</summary>
    public string Aim => AtLeast is { } least ? $"≥ {Text(least)}" : AtMost is { } most ? $"≤ {Text(most)}" : "";

    /// <summary>Whether the aim was met, as it is printed; empty where there is none.</summary>
    public string Verdict => IsMet switch { true => "met", false => "MISSED", null => "" };

    /// <summary>The value with its unit.</summary>
    public string Shown => Unit.Length > 0 ? $"{Text(Value)} {Unit}" : Text(Value);

    /// <summary>The least and the greatest as they are printed; empty of one measurement.</summary>
    public string Between => Spread is { } spread ? $"{Text(spread.Least)} – {Text(spread.Greatest)}" : "";

    /// <summary>The median of some measurements, with their spread.</summary>
    public static Figure Of(string name, IEnumerable<double> values, string unit = "")
    {
        double[] ordered = [.. values.Order()];
        double median = (ordered[ordered.Length / 2] + ordered[(ordered.Length - 1) / 2]) / 2;
        return new Figure(name, median, unit) { Spread = ordered.Length > 1 ? (ordered[0], ordered[^1]) : null };
    }

    /// <summary>A number with as many places as it deserves.</summary>
    public static string Text(double number) => Math.Abs(number) switch
    {
        >= 100 => number.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => number.ToString("N1", CultureInfo.InvariantCulture),
        >= 0.01 or 0 => number.ToString("N2", CultureInfo.InvariantCulture),
        _ => number.ToString("G2", CultureInfo.InvariantCulture),
    };
}
