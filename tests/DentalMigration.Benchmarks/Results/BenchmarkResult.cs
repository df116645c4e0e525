using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DentalMigration.Benchmarks.Results;

/// <summary>What a command found: a small table of figures beside their aims, then one JSON line.</summary>
/// <param name="Benchmark">The command's name.</param>
/// <param name="Setting">What it was measured on, such as <c>100,000 rows, 20 columns, 3 rounds</c>.</param>
/// <param name="Figures">The figures.</param>
internal sealed record BenchmarkResult(string Benchmark, string Setting, IReadOnlyList<Figure> Figures)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Why an aim was missed, or what a reader must know; null where nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>Prints the table and the line.</summary>
    public void Print()
    {
        Console.WriteLine($"{Benchmark}: {Setting}");
        Console.WriteLine($"  {"figure",-52} {"value",12} {"spread",22}   aim");
        foreach (Figure figure in Figures)
        {
            string spread = figure.Spread is { } s ? $"{Figure.Text(s.Least)} – {Figure.Text(s.Greatest)}" : "";
            string verdict = figure.IsMet switch { true => "met", false => "MISSED", null => "" };
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {figure.Name,-52} {Figure.Text(figure.Value) + (figure.Unit.Length > 0 ? " " + figure.Unit : ""),12} {spread,22}   {figure.Aim,-8} {verdict}").TrimEnd());
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
