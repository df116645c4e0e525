using System.Globalization;
using System.Management.Automation;
using DentalMigration.Ledger;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Commands;

/// <summary>Lists what a run held or rejected, each with its place in the export, the reason and what to do. Holds no values.</summary>
[Cmdlet(VerbsCommon.Get, "MigrationHold", DefaultParameterSetName = "Migration")]
[OutputType("DentalMigration.Ledger.LedgerProblem")]
public sealed class GetMigrationHoldCommand : LedgerCommand
{
    /// <summary>The run; the newest one that loaded when left out.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RunCompleter))]
    [ValidateRange(1, long.MaxValue)]
    public long Run { get; set; }

    /// <summary>Only of these objects.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ObjectNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Object { get; set; }

    /// <summary>Only for these reasons, by their codes, with * and ?.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(HoldCodeCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Code { get; set; }

    /// <summary>Lists also findings about rows that were written.</summary>
    [Parameter]
    public SwitchParameter IncludeFinding { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunOnLedger((ledger, pipeline) =>
    {
        if (Run > ledger.Runs.Last())
        {
            throw new MigrationException("RunUnknown", string.Create(CultureInfo.InvariantCulture, $"The ledger has no run {Run}; its newest is {ledger.Runs.Last()}."));
        }

        if (Object is not null && ledger.Get("mapfile") is { } text)
        {
            MigrationMap map = MapFile.Parse(text, "the ledger's map");
            foreach (string unknown in Object.Where(o => !map.Objects.Any(m => m.Object.Equals(o, StringComparison.OrdinalIgnoreCase))))
            {
                throw new MigrationException("ObjectUnknown", $"The map has no object '{unknown}'. It has {string.Join(", ", map.Objects.Select(m => m.Object))}.");
            }
        }

        long run = Run > 0 ? Run : ledger.Runs.LastLoaded();
        pipeline.Verbose(run == 0 ? "Nothing was loaded yet." : string.Create(CultureInfo.InvariantCulture, $"Lists what run {run} held."));
        foreach (LedgerProblem problem in ledger.Problems.Of(run).Where(p => IncludeFinding || p.Kind != ProblemKind.Finding).Where(IsWanted))
        {
            pipeline.Write(problem);
        }
    });

    private bool IsWanted(LedgerProblem problem) =>
        (Object is null || Object.Contains(problem.Object, StringComparer.OrdinalIgnoreCase))
        && (Code is null || Code.Any(c => new WildcardPattern(c, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant).IsMatch(problem.Code)));
}
