using System.Text.Json;
using System.Text.RegularExpressions;
using DentalMigration.Hosting;
using DentalMigration.Mapping;
using DentalMigration.Profiling;
using DentalMigration.Reports;
using DentalMigration.Reports.Documents;
using DentalMigration.Schema;
using DentalMigration.Sources;
using DentalMigration.Tests.Support;
using DentalMigration.Verification;

namespace DentalMigration.Tests.Reports;

/// <summary>What the reader of a report relies on: it is complete in itself, tells the right thing on top, and says it in CSV and JSON too.</summary>
public sealed partial class ReportTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static DateTimeOffset Now => new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("dentes")]
    [InlineData("dental-exec")]
    public async Task APageLoadsNothingAndRunsNothing(string system)
    {
        using ISource source = SourceOpener.OpenFolder(system, Path.Combine(Repository.Root, "examples", system));
        SourceProfile profile = await SourceProfiler.MeasureAsync(source, cancellationToken: TestContext.Current.CancellationToken);
        string html = Html(ProfileReport.Build(profile, Now));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(Elsewhere(), html);
        Assert.Contains("name=\"viewport\"", html, StringComparison.Ordinal);
        Assert.Contains("@media print", html, StringComparison.Ordinal);
        Assert.Contains("<svg viewBox=", html, StringComparison.Ordinal);
        Assert.Contains("Contains patient data.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void OnAPhoneEachCellOfALongTableSaysWhatItIs()
    {
        string html = Html(RecordTableReport.Build("R", new[] { new { Ad = "Çağla", Not = new string('x', 50) } }, Now));
        Assert.Contains("<table id=\"t1\" class=\"stack\">", html, StringComparison.Ordinal);
        Assert.Contains("#t1 td:nth-child(2)::before{content:\"Not\"}", html, StringComparison.Ordinal);
        Assert.Contains("<td>Çağla</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void AHeadingCannotEndTheStyles()
    {
        var row = new Dictionary<string, object?> { ["</style><b>\"x"] = new string('y', 60) };
        string html = Text(RecordTableReport.Build("R", [row], Now), "heading.html");
        Assert.Single(Style().Matches(html));
        Assert.Contains(@"content:""\3c \2f style", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASchemaPlanTellsWhatIsToBeMade()
    {
        using var cutover = await Cutover.StartAsync();
        SchemaPlan plan = await SchemaPlanner.PlanAsync(DefaultMap.Create("dentes"), cutover.Target.Client, new SchemaOptions(), TestContext.Current.CancellationToken);
        ReportDocument report = SchemaReport.Build(plan.Items, Now, [new ReportFact("Target", "contoso")]);
        string html = Html(report);
        Assert.Contains("Passed, with something to look at", html, StringComparison.Ordinal);
        Assert.Contains($"{plan.Missing.Count()} components are missing and will be made.", html, StringComparison.Ordinal);
        Assert.Contains("new_treatmentplan", html, StringComparison.Ordinal);
        string[] csv = Lines(report, "plan.csv");
        Assert.Equal("Kind,Table,Name,Status,Description", csv[0].TrimStart('\uFEFF'));
        Assert.Equal(plan.Items.Count, csv.Length - 1);
        JsonElement json = Json(report);
        Assert.Contains(json.GetProperty("sections").EnumerateArray(), s => s.GetProperty("title").GetString() == "Components by kind");
    }

    [Fact]
    public void AConflictFailsTheSchemaPlanAndIsNamed()
    {
        SchemaItem[] items =
        [
            new() { Kind = SchemaKind.Table, Table = "new_plan", Name = "new_plan", Status = SchemaStatus.Exists, Description = "Plan" },
            new() { Kind = SchemaKind.Column, Table = "contact", Name = "new_balance", Status = SchemaStatus.Conflict, Description = "is a text there" },
        ];
        string html = Html(SchemaReport.Build(items, Now));
        Assert.Contains("✗ Failed", html, StringComparison.Ordinal);
        Assert.Contains("Column contact.new_balance: is a text there", html, StringComparison.Ordinal);
    }

    [Fact]
    public void AmountsHaveCentsOnBothSidesAndCountsNone()
    {
        ReconciliationLine[] lines =
        [
            new("patient", "rows", "", 245m, 245.00m, Verdict.Same), new("ledger", "sum", "new_chargeamount", 2230941m, 2230941.0000m, Verdict.Same),
            new("ledger", "sum", "new_balance", 10.5m, 10.25m, Verdict.Different),
        ];
        ReportDocument report = ReconciliationReport.Build(lines, Now);
        string html = Html(report);
        Assert.Contains("<td class=\"n\">2,230,941.00</td><td class=\"n\">2,230,941.00</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"n\">10.50</td><td class=\"n\">10.25</td><td class=\"n\">-0.25</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"n\">245</td><td class=\"n\">245</td>", html, StringComparison.Ordinal);
        Assert.Contains("ledger: the sum of new_balance: 10.5 in the source, 10.25 in Dataverse.", html, StringComparison.Ordinal);
        Assert.Equal(lines.Length, Lines(report, "figures.csv").Length - 1);
    }

    [Fact]
    public void ADifferenceShowsItsThreeValuesAndKeepsIdsForPrograms()
    {
        var id = Guid.Parse("00000000-0000-8000-8000-000000000001");
        FieldDifference[] rows =
        [
            new("patient", "1", "contact", id, "last_name", "lastname", "Yılmaz", "Yılmaz", "Yilmaz", Verdict.Different, "Another text."),
            new("patient", "2", "contact", id, "last_name", "lastname", "İnce", "İnce", "İnce", Verdict.Same, ""),
        ];
        ReportDocument Report() => DifferenceReport.Build(rows, Now);
        string html = Html(Report());
        Assert.Contains("<td class=\"mark\">Different</td><td>Yılmaz</td><td>Yılmaz</td><td>Yilmaz</td>", html, StringComparison.Ordinal);
        Assert.Contains("1 of 2 values are not as mapped", html, StringComparison.Ordinal);
        Assert.DoesNotContain(id.ToString(), html, StringComparison.Ordinal);
        Assert.Contains(id.ToString(), Lines(Report(), "diff.csv")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void AnAuditIsSummedUpAndAGapIsSaid()
    {
        AuditReportLine[] lines =
        [
            new(1, Now, "ada", 0, "approve", "", "done", 0, "ada"), new(2, Now, "ada", 1, "create", "contact", "done", 200, ""),
            new(3, Now, "ada", 1, "hold", "contact", "ChoiceUnknown", 3, ""),
        ];
        string html = Html(AuditReport.Build(lines, Now));
        Assert.Contains("Entries 1 to 3 are all there.", html, StringComparison.Ordinal);
        Assert.Contains("1 entry tells of something that was not done", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"mark\">ChoiceUnknown</td>", html, StringComparison.Ordinal);
        Assert.Contains("These are some entries of the log, not all.", Html(AuditReport.Build(lines[1..], Now)), StringComparison.Ordinal);
        Assert.Equal(3, Lines(AuditReport.Build(lines, Now), "audit.csv").Length - 1);
    }

    [Fact]
    public void NothingToReportIsSaid()
    {
        Assert.Contains("Nothing was compared.", Html(ReconciliationReport.Build([], Now)), StringComparison.Ordinal);
        Assert.Contains("The log is empty.", Html(AuditReport.Build([], Now)), StringComparison.Ordinal);
        Assert.Contains("The plan is empty.", Html(SchemaReport.Build([], Now)), StringComparison.Ordinal);
    }

    private string Html(ReportDocument document) => System.Net.WebUtility.HtmlDecode(Text(document, "report.html"));

    private JsonElement Json(ReportDocument document) => JsonDocument.Parse(Text(document, "report.json")).RootElement;

    private string[] Lines(ReportDocument document, string file) => Text(document, file).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    private string Text(ReportDocument document, string file)
    {
        ReportWriter.Write(_folder.File(file), document);
        return File.ReadAllText(_folder.File(file));
    }

    [GeneratedRegex(@"(src|href)\s*=|url\(|@import", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();

    [GeneratedRegex("</style>")]
    private static partial Regex Style();
}
