using System.Globalization;
using System.Text.Json;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using Spectre.Console;

namespace DentalMigration.Cli.Output;

/// <summary>Shows what a map decides and what waits.</summary>
internal static class MapOutput
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>For people: a line for each place, a table of what is open, the problems.</summary>
    public static void Print(MigrationMap map, string file, IReadOnlyList<MapProblem> problems)
    {
        var table = new Table().AddColumns("file", "object", "decision", "accepted", "own columns", "ignored", "open");
        foreach (PlaceMap place in map.Places ?? [])
        {
            string Count(Decision decision) => place.Headers.Count(h => h.Decision == decision).ToString(CultureInfo.InvariantCulture);
            table.AddRow(new[]
            {
                place.Place, place.Object ?? "", place.Decision.ToString(), Count(Decision.Accepted), Count(Decision.Custom), Count(Decision.Ignored), Count(Decision.Open),
            }.Select(Markup.Escape).ToArray());
        }

        AnsiConsole.Write(table);
        foreach (PlaceMap place in (map.Places ?? []).Where(p => p.Decision == Decision.Accepted && !map.IsApproved))
        {
            foreach (HeaderMap h in place.Headers.Where(h => h is { Decision: Decision.Accepted, Asked: false, IsKnown: false }))
            {
                AnsiConsole.WriteLine($"understood: {place.Place} / {h.Header}: {h.Field}. {string.Join(' ', h.Reasons ?? [])}");
            }
        }

        foreach ((PlaceMap place, HeaderMap? header) in OpenDecisions.Of(map))
        {
            string what = header is null ? place.Place : $"{place.Place} / {header.Header}";
            AnsiConsole.WriteLine($"open: {what}: {Proposal(header?.Field ?? (header is null ? place.Object : null), header?.Score ?? place.Score)} {string.Join(' ', header?.Reasons ?? place.Reasons ?? [])}");
        }

        foreach (MapProblem problem in problems)
        {
            AnsiConsole.WriteLine($"{problem.Code}: {ConsoleWords.Of(problem.Message)}");
        }

        AnsiConsole.WriteLine(map.IsApproved ? $"{file}: approved by {map.Approval!.Approver}." : $"{file}: not approved.");
    }

    /// <summary>For programs.</summary>
    public static string Json(MigrationMap map, string file, IReadOnlyList<MapProblem> problems, int exit) => JsonSerializer.Serialize(
        new
        {
            file,
            hash = MapHash.Of(map),
            approver = map.IsApproved ? map.Approval!.Approver : null,
            places = (map.Places ?? []).Select(p => new { place = p.Place, @object = p.Object, decision = p.Decision.ToString() }),
            open = OpenDecisions.Of(map).Select(o => new { place = o.Place.Place, header = o.Header?.Header, proposal = o.Header?.Field ?? (o.Header is null ? o.Place.Object : null) }),
            problems = problems.Select(p => new { code = p.Code, place = p.Place, message = p.Message }),
            exit,
        },
        Options);

    private static string Proposal(string? name, double? score) => name is null ? "no proposal." : string.Create(CultureInfo.InvariantCulture, $"{name} ({score:0.00})?");
}
