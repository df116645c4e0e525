using System.Text.Json;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Cli.Demo;

/// <summary>What a migration of the example practice must come to: the counts, and each planted error with the reason it is caught for.</summary>
/// <param name="Objects">The conservation lines.</param>
/// <param name="Stopped">Held and rejected records: <c>object key code</c>, sorted; file and line for a key that is shown as a hash.</param>
internal sealed record ExpectedOutcome(IReadOnlyList<ObjectCounts> Objects, IReadOnlyList<string> Stopped)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>The committed expectation for the example practice of a system.</summary>
    public static ExpectedOutcome Load(string system)
    {
        using Stream stream = typeof(ExpectedOutcome).Assembly.GetManifestResourceStream($"Demo/expected-outcome.{system}.json")!;
        return JsonSerializer.Deserialize<ExpectedOutcome>(stream, Json)!;
    }

    /// <summary>What a run came to.</summary>
    public static ExpectedOutcome Of(MigrationLedger ledger, RunResult result) => new(
        result.Objects,
        [.. ledger.Problems.Of(result.Run)
            .Where(p => p.Kind != ProblemKind.Finding)
            .Select(p => $"{p.Object} {(p.Key.StartsWith('#') ? $"{p.File}:{p.Line}" : p.Key)} {p.Code}")
            .Order(StringComparer.Ordinal)]);

    /// <summary>Where a run differs from this, a sentence each.</summary>
    public IEnumerable<string> Against(ExpectedOutcome actual)
    {
        foreach (ObjectCounts expected in Objects)
        {
            ObjectCounts? found = actual.Objects.FirstOrDefault(o => o.Object == expected.Object);
            if (found != expected)
            {
                yield return $"Expected {expected}; found {(found is null ? "nothing" : found.ToString())}.";
            }
        }

        foreach (string missing in Stopped.Except(actual.Stopped))
        {
            yield return $"Expected to be stopped, but was not: {missing}.";
        }

        foreach (string surplus in actual.Stopped.Except(Stopped))
        {
            yield return $"Stopped, but not expected to be: {surplus}.";
        }
    }

    /// <summary>As the file is written.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
