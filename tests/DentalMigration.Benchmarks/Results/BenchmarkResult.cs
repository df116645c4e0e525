using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DentalMigration.Benchmarks.Results;

/// <summary>What a command found: a small table of figures beside their aims, then one JSON line.</summary>
/// <param name="Benchmark">The command's name.</param>
/// <param name="Setting">What it was measured on, such as <c>100,000 rows, 20 columns, 3 rounds</c>.</param>
/// <param name="Figures">The figures.</param>
internal sealed record BenchmarkResult(string Benchmark, string Setting, IReadOnlyList<Figure> Figures)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Why an aim was missed, or what a reader must know; null where nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>The same figures with nothing to be judged by.</summary>
    public BenchmarkResult WithoutAims() => this with { Figures = [.. Figures.Select(f => f with { AtLeast = null, AtMost = null })] };

    /// <summary>Prints the table and the line.</summary>
    public void Print()
    {
        Console.WriteLine($"{Benchmark}: {Setting}");
        Console.WriteLine($"  {"figure",-60} {"value",14} {"least – greatest",22}   aim");
        foreach (Figure figure in Figures)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {figure.Name,-60} {figure.Shown,14} {figure.Between,22}   {figure.Aim,-10} {figure.Verdict}").TrimEnd());
        }

        if (Remark is not null)
        {
            Console.WriteLine($"  {Remark}");
        }

        Console.WriteLine(JsonSerializer.Serialize(
            new
            {
                Benchmark,
                Setting,
                Figures = Figures.Select(f => new
                {
                    f.Name,
                    Value = Math.Round(f.Value, 4),
                    f.Unit,
                    f.AtLeast,
                    f.AtMost,
                    f.IsMet,
                    Least = f.Spread is { } s ? Math.Round(s.Least, 4) : (double?)null,
                    Greatest = f.Spread is { } g ? Math.Round(g.Greatest, 4) : (double?)null,
                }),
                Remark,
            },
            Json));
    }
}
