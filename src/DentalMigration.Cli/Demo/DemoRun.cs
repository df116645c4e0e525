using DentalMigration.Cli.Output;
using DentalMigration.Emulator;
using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Reports;
using DentalMigration.Reports.Documents;
using DentalMigration.Schema;
using DentalMigration.Sources;
using DentalMigration.Undo;
using DentalMigration.Verification;
using Spectre.Console;

namespace DentalMigration.Cli.Demo;

/// <summary>The demonstration, stage by stage, with real files, a real ledger and a real (embedded) Dataverse.</summary>
internal sealed class DemoRun(string system, string folder)
{
    private readonly List<string> _surprises = [];

    /// <summary>Runs it.</summary>
    /// <returns>What was not as expected, a sentence each.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        ExamplePractice practice = ExamplePractice.Locate(system, folder);
        using ISource source = SourceOpener.OpenFolder(system, practice.Folder);
        Heading("1. Read", $"{source.Catalog.Label} export in {practice.Folder}: {source.Files.Count(f => f.Object is not null)} files");
        foreach (SourceFile file in source.Files)
        {
            AnsiConsole.WriteLine($"  {file.Name,-32} {file.Object ?? "not one of ours",-16} {file.Encoding,-14} {file.Delimiter,-2} header on line {file.HeaderLine}");
        }

        string database = Path.Combine(folder, "contoso.db");
        string ledger = Path.Combine(folder, "cutover.ledger");
        var options = new EmbeddedDataverseOptions { Users = TargetUsers.Read(practice.Users), BaseCurrencyCode = practice.Currency };
        using Target target = await Target.OpenEmbeddedAsync(database, options, cancellationToken);
        string before = await target.DigestAsync(exact: false, cancellationToken);
        Heading("2. Target", $"embedded Dataverse {database}, content digest {before[..16]}…");

        Heading("3. Map and schema", "default map, approved by demo@contoso.com");
        MigrationMap map = MapApprover.Approve(
            await Waiting.ForAsync(quiet: false, "Proposing it from the export…", () => MapProposer.ProposeAsync(DefaultMap.Create(system), source, null, cancellationToken)),
            "demo@contoso.com",
            TimeProvider.System);
        int made = 0;
        using (Migration migration = await Waiting.ForAsync(
            quiet: false,
            "Creating tables, columns, choices, lookups and keys…",
            tell => MigrationSession.OpenAsync(map, source, target, ledger, "admin@contoso.com", new ImmediateProgress<SchemaItem>(_ => tell(++made)), cancellationToken)))
        {
            AnsiConsole.WriteLine($"  {made} components created.");
            Heading("4. Load", string.Join(", ", map.Objects.Select(o => o.Object)));
            var warnings = new List<string>();
            RunResult result = await LoadDisplay.ShowAsync(quiet: false, p => GuardedLoad.LoadAsync(migration, target, null, warnings.Add, p, cancellationToken));
            warnings.ForEach(w => AnsiConsole.WriteLine($"Note: {ConsoleWords.Of(w)}"));
            LoadOutput.Print(migration, result);
            ExpectedOutcome outcome = ExpectedOutcome.Of(migration.Ledger, result);
            await File.WriteAllTextAsync(Path.Combine(folder, "outcome.json"), outcome.ToJson() + "\n", cancellationToken);
            _surprises.AddRange(ExpectedOutcome.Load(system).Against(outcome));
            IReadOnlyList<ReconciliationLine> lines = await VerifyAsync(migration, cancellationToken);
            Report(migration, result, lines);
            await AgainAsync(migration, target, cancellationToken);
        }

        Heading("7. Undo", "rows, changed values and schema");
        UndoResult undone = await LoadDisplay.ShowAsync(
            quiet: false, p => UndoRun.RunAsync(ledger, target.Client, new UndoOptions(), TimeProvider.System, p, cancellationToken));
        Tables.Undone(undone);
        Expect(undone.IsComplete, "The undo left something behind.");
        string after = await target.DigestAsync(exact: false, cancellationToken);
        AnsiConsole.WriteLine($"Content digest before {before}");
        AnsiConsole.WriteLine($"                after {after}");
        Expect(before == after, "The organisation's content is not what it was before.");
        return _surprises;
    }

    private async Task<IReadOnlyList<ReconciliationLine>> VerifyAsync(Migration migration, CancellationToken cancellationToken)
    {
        Heading("5. Verify", "reconciliation by count and sum, every field compared");
        List<ReconciliationLine> lines = await Reconciler.MeasureAsync(migration, cancellationToken).ToListAsync(cancellationToken);
        Tables.Reconciliation(lines);
        Expect(lines.TrueForAll(l => l.Verdict == Verdict.Same), "The reconciliation does not agree.");
        long fields = 0;
        long differences = 0;
        await foreach (FieldDifference field in RecordComparer.CompareAsync(migration, null, cancellationToken))
        {
            fields++;
            if (field.Verdict != Verdict.Same && ++differences <= 10)
            {
                AnsiConsole.WriteLine($"  {field.Verdict}: {field.Object} {field.Key} {field.Column}: '{field.MappedValue}' was sent, '{field.TargetValue}' is there");
            }
        }

        AnsiConsole.WriteLine(string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{fields:N0} fields read back and compared, {differences:N0} differ."));
        Expect(fields > 0 && differences == 0, "Some fields differ between source and Dataverse.");
        Expect(migration.Ledger.Audit.FindBreak() is null, "The audit log's chain is broken.");
        return lines;
    }

    private void Report(Migration migration, RunResult result, IReadOnlyList<ReconciliationLine> lines)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        ReportDocument run = ConservationReport.Build(result, migration.Ledger.Problems.Of(result.Run), now);
        ReportDocument figures = ReconciliationReport.Build(lines, now);
        string path = Path.Combine(folder, "report.html");
        ReportWriter.Write(path, run with { Sections = [.. run.Sections, .. figures.Sections] });
        AnsiConsole.WriteLine($"Report with charts: {path}");
    }

    private async Task AgainAsync(Migration migration, Target target, CancellationToken cancellationToken)
    {
        Heading("6. Again", "the same export a second time writes nothing");
        string exact = await target.DigestAsync(exact: true, cancellationToken);
        RunResult again = await LoadDisplay.ShowAsync(quiet: false, p => migration.LoadAsync(null, p, cancellationToken));
        Tables.Conservation(again.Objects);
        Expect(exact == await target.DigestAsync(exact: true, cancellationToken), "The second run wrote something.");
    }

    private void Expect(bool condition, string otherwise)
    {
        if (!condition)
        {
            _surprises.Add(otherwise);
        }
    }

    private static void Heading(string title, string text)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.Write(new Rule($"[bold]{title}[/]") { Justification = Justify.Left });
        AnsiConsole.WriteLine(text);
    }
}
