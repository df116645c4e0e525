using System.Globalization;
using System.Text.Json;
using DentalMigration.Profiling;
using DentalMigration.Profiling.Totals;
using Spectre.Console;

namespace DentalMigration.Cli.Output;

/// <summary>What <c>profile</c> prints.</summary>
internal static class ProfileOutput
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>The tables for people.</summary>
    public static void Print(SourceProfile profile, TimeSpan elapsed, string? report)
    {
        Table objects = Tables.Make("Objects", "object", "rows", "unusable", "duplicate keys", "unreadable values", "orphans");
        foreach (ObjectProfile o in profile.Objects.Where(o => o.IsPresent))
        {
            objects.AddRow(
                o.Object, Tables.N(o.Rows), Tables.N(o.Unusable), Tables.N(o.DuplicateKeys), Tables.N(o.Fields.Sum(f => f.Malformed)), Tables.N(o.References.Sum(r => r.Orphans)));
        }

        AnsiConsole.Write(objects);
        Table findings = Tables.Make("Findings", "severity", "object", "field", "what", "count", "first at", "meaning");
        foreach (ProfileFinding f in profile.Findings)
        {
            string colour = f.Severity switch { FindingSeverity.Error => "red", FindingSeverity.Warning => "yellow", _ => "default" };
            findings.AddRow(
                $"[{colour}]{f.Severity.ToString().ToLowerInvariant()}[/]", f.Object, Markup.Escape(f.Field), f.Code, Tables.N(f.Count), Markup.Escape(f.First), Markup.Escape(f.Message));
        }

        AnsiConsole.Write(findings);
        if (profile.Totals.Count > 0)
        {
            Table totals = Tables.Make("The vendor's totals", "object", "measure", "expected", "measured", "");
            foreach (TotalComparison t in profile.Totals)
            {
                totals.AddRow(
                    t.Object, Markup.Escape($"{t.Measure.ToString().ToLowerInvariant()} {t.Field}".Trim()), Tables.N(t.Expected), t.Measured is decimal measured ? Tables.N(measured) : "none",
                    t.Agrees ? "[green]same[/]" : "[red]DIFFERENT[/]");
            }

            AnsiConsole.Write(totals);
        }

        long rows = profile.Objects.Sum(o => o.Rows);
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:N1} s, {rows / elapsed.TotalSeconds:N0} rows/s."));
        if (report is not null)
        {
            AnsiConsole.WriteLine($"Report: {report}");
        }
    }

    /// <summary>The machine-readable last line.</summary>
    public static string Json(SourceProfile profile, TimeSpan elapsed, int exit) => JsonSerializer.Serialize(
        new
        {
            objects = profile.Objects.Where(o => o.IsPresent).Select(o => new
            {
                @object = o.Object,
                rows = o.Rows,
                unusable = o.Unusable,
                duplicateKeys = o.DuplicateKeys,
                duplicatePersons = o.DuplicatePersons,
                malformed = o.Fields.Sum(f => f.Malformed),
                orphans = o.References.Sum(r => r.Orphans),
            }),
            findings = profile.Findings.Select(f => new
            {
                severity = f.Severity.ToString().ToLowerInvariant(),
                @object = f.Object,
                field = f.Field,
                code = f.Code,
                count = f.Count,
                first = f.First,
                message = f.Message,
            }),
            totals = profile.Totals.Select(t => new
            {
                @object = t.Object,
                measure = t.Measure.ToString().ToLowerInvariant(),
                field = t.Field,
                expected = t.Expected,
                measured = t.Measured,
                agrees = t.Agrees,
            }),
            peakMemory = System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64,
            seconds = Math.Round(elapsed.TotalSeconds, 3),
            rowsPerSecond = Math.Round(profile.Objects.Sum(o => o.Rows) / elapsed.TotalSeconds, 1),
            exit,
        },
        Options);
}
