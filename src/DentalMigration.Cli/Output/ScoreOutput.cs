using System.Globalization;
using System.Text.Json;
using DentalMigration.Mapping.Proposing;
using DentalMigration.Mapping.Proposing.Scoring;
using Spectre.Console;

namespace DentalMigration.Cli.Output;

/// <summary>Shows how good the proposals for labelled headers are.</summary>
internal static class ScoreOutput
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>For people: a line for each way of measuring, each language and each object; the headers that were wrong where they are asked for.</summary>
    public static void Print(ScoreReport report, bool showWrong)
    {
        Table table = new Table().AddColumns("headers", "seen", "rows", "top-1", "MRR", "recall@3", "precision", "coverage", "false-map", "false proposal");
        Add(table, "as shipped", report.Shipped);
        Add(table, "cross-validated, unseen spellings", report.UnseenSpellings);
        Add(table, "cross-validated, unseen fields", report.UnseenFields);
        foreach ((string language, ScorePair pair) in report.ByLanguage)
        {
            Add(table, $"as shipped, language {language}", pair);
        }

        foreach ((string name, ScorePair pair) in report.ByObject)
        {
            Add(table, $"as shipped, {name}", pair);
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Precision, coverage and false-map: at the auto-accept threshold of {ProposalThresholds.Sure}. False proposal: a field is proposed for a header that is none, and a person is asked."));
        foreach (HeaderVerdict wrong in showWrong ? report.Wrong : [])
        {
            AnsiConsole.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{wrong.Label.Object}: {wrong.Label.Header}: {wrong.Proposal} ({wrong.Score:0.00}), but it is {wrong.Label.Field} (rank {wrong.Rank})"));
        }
    }

    /// <summary>For programs: the figures of the shipped matcher with example values at the top, all others below.</summary>
    public static string Json(ScoreReport report, double seconds)
    {
        HeaderFigures f = report.Shipped.WithExample;
        return JsonSerializer.Serialize(
            new
            {
                f.Rows,
                f.Top1,
                f.Mrr,
                f.RecallAt3,
                f.Precision,
                f.Coverage,
                f.FalseMap,
                f.FalseProposal,
                threshold = ProposalThresholds.Sure,
                headerOnly = report.Shipped.HeaderOnly,
                crossValidated = new { report.UnseenSpellings, report.UnseenFields },
                report.ByLanguage,
                report.ByObject,
                seconds = Math.Round(seconds, 3),
                exit = 0,
            },
            Options);
    }

    private static void Add(Table table, string name, ScorePair pair)
    {
        Row(table, name, "header + example", pair.WithExample);
        Row(table, string.Empty, "header alone", pair.HeaderOnly);
    }

    private static void Row(Table table, string name, string seen, HeaderFigures f) => table.AddRow(
        name, seen, f.Rows.ToString(CultureInfo.InvariantCulture), N(f.Top1), N(f.Mrr), N(f.RecallAt3), N(f.Precision), N(f.Coverage), N(f.FalseMap), N(f.FalseProposal));

    private static string N(double share) => share.ToString("0.000", CultureInfo.InvariantCulture);
}
