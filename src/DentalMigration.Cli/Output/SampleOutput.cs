using System.Text.Json;
using DentalMigration.Cli.Commands;
using DentalMigration.Loading;
using DentalMigration.Loading.Sampling;
using Spectre.Console;

namespace DentalMigration.Cli.Output;

/// <summary>What is told of a sample: how many of each kind, and of each object. No keys.</summary>
internal static class SampleOutput
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static string Json(Sample sample, IReadOnlyList<SampleRecord> records, RunResult? result, int exit) => JsonSerializer.Serialize(
        new
        {
            patients = sample.Patients.Count,
            companions = sample.Companions.Count,
            strata = sample.Strata,
            records = records.CountBy(r => r.Object).ToDictionary(o => o.Key, o => o.Value),
            load = result is null ? (JsonElement?)null : JsonSerializer.Deserialize<JsonElement>(JsonLine.Of(result, exit)),
            exit,
        },
        Options);

    public static void Print(Sample sample, IReadOnlyList<SampleRecord> records, string? file, RunResult? result)
    {
        Table table = Tables.Make("Sample", "kind", "patients", "chosen");
        foreach (SampleStratum stratum in sample.Strata)
        {
            table.AddRow(stratum.Name, Tables.N(stratum.Available), Tables.N(stratum.Chosen));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(
            $"{Tables.N(sample.Patients.Count)} patients, {Tables.N(sample.Companions.Count)} whom their records name, {Tables.N(records.Count)} records: "
            + $"{string.Join(", ", records.CountBy(r => r.Object).Select(o => $"{o.Key} {Tables.N(o.Value)}"))}.");
        if (file is not null)
        {
            AnsiConsole.WriteLine($"Their keys are in {file}. It names records of patients: keep it private.");
        }

        if (result is null)
        {
            AnsiConsole.WriteLine("Nothing was loaded. Give --ledger with --embedded or --url to rehearse with it.");
        }
    }
}
