using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using DentalMigration.Capacity;

namespace DentalMigration.Commands;

/// <summary>
/// Holds what a migration needs against what an organisation and its licences have: custom tables, API requests of a day, storage, and how
/// long the load takes under the service protection limits. Where the licence's custom tables are passed, it waits for a decision.
/// </summary>
[Cmdlet(VerbsDiagnostic.Measure, "DataverseCapacity", DefaultParameterSetName = "Source")]
[OutputType("DentalMigration.Capacity.CapacityLine")]
public sealed class MeasureDataverseCapacityCommand : PipelineCmdlet
{
    private MapDocument? _map;

    private readonly Dictionary<string, long> _measured = new(StringComparer.Ordinal);

    /// <summary>The organisation; the one this runspace connected last when left out.</summary>
    [Parameter]
    public DataverseTarget? Target { get; set; }

    /// <summary>The map; without it only what the organisation has is counted.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "Source")]
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "Count")]
    [Parameter(Position = 0, ParameterSetName = "Profile")]
    public MapDocument? Map { get; set; }

    /// <summary>The export, whose records and files are counted.</summary>
    [Parameter(ParameterSetName = "Source")]
    public MigrationSource? Source { get; set; }

    /// <summary>Object to number of records, where the export is not at hand.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Count")]
    public IDictionary Count { get; set; } = null!;

    /// <summary>What Measure-MigrationSource gives.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Profile")]
    public ObjectMeasurement InputObject { get; set; } = null!;

    /// <summary>Number of files, where the export is not at hand.</summary>
    [Parameter(ParameterSetName = "Count")]
    [Parameter(ParameterSetName = "Profile")]
    [ValidateRange(0, long.MaxValue)]
    public long FileCount { get; set; }

    /// <summary>Size of all files in bytes, where the export is not at hand.</summary>
    [Parameter(ParameterSetName = "Count")]
    [Parameter(ParameterSetName = "Profile")]
    [ValidateRange(0, long.MaxValue)]
    public long FileSize { get; set; }

    /// <summary>The licence.</summary>
    [Parameter]
    public DataverseLicense License { get; set; } = DataverseLicense.SalesProfessional;

    /// <summary>How many licences the tenant has.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int LicenseCount { get; set; } = new CapacityAssumptions().Licenses;

    /// <summary>Application users that share the load, for the second duration.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int ApplicationUser { get; set; } = new CapacityAssumptions().ApplicationUsers;

    /// <summary>Rows in one bulk request.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int BatchSize { get; set; } = new CapacityAssumptions().BatchSize;

    /// <summary>What the service works on one row, in milliseconds; a rehearsal tells.</summary>
    [Parameter]
    [ValidateRange(1, 10000)]
    public double RowTime { get; set; } = new CapacityAssumptions().MillisecondsPerRow;

    /// <summary>Goes on where the licence's custom tables are passed.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override object? Subject => Target?.Name;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _map = Map;
        if (ParameterSetName == "Profile")
        {
            _measured[InputObject.Object] = InputObject.Rows;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        DataverseTarget target = TargetOrCurrent(Target);
        CapacityLine? over = null;
        RunOnPipeline(async (pipeline, stop) =>
        {
            MigrationVolume? volume = _map is null ? null : ParameterSetName switch
            {
                "Source" => Source is null ? null : await MigrationVolume.OfAsync(_map.Map, Source.Source, target.Target.Client, stop).ConfigureAwait(false),
                "Count" => MigrationVolume.Of(_map.Map, Counts(), FileCount, FileSize),
                _ => MigrationVolume.Of(_map.Map, _measured, FileCount, FileSize),
            };
            var assumptions = new CapacityAssumptions
            {
                License = License.Tier(),
                Licenses = LicenseCount,
                ApplicationUsers = ApplicationUser,
                BatchSize = BatchSize,
                MillisecondsPerRow = RowTime,
            };
            await foreach (CapacityLine line in CapacityEstimator.EstimateAsync(_map?.Map, volume, target.Target.Client, assumptions, stop).ConfigureAwait(false))
            {
                over ??= line is { Topic: "Tables", IsOver: true } ? line : null;
                pipeline.Write(line);
            }
        });
        if (over is not null && !Force)
        {
            Decide(over);
        }
    }

    private Dictionary<string, long> Counts() => Count.Keys.Cast<object>().ToDictionary(
        k => k.ToString()!, k => Convert.ToInt64(Count[k], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <summary>Waits for a person; where nobody can be asked, the answer is no.</summary>
    private void Decide(CapacityLine over)
    {
        string tables = string.Create(CultureInfo.InvariantCulture, $"The organisation would have {over.Value:N0} custom tables; {over.Limit:N0} are allowed.");
        bool goOn;
        try
        {
            goOn = ShouldContinue($"{tables} {over.Assumption}", "Go on in spite of the licence's limit?");
        }
        catch (Exception e) when (e is PSInvalidOperationException or HostException or InvalidOperationException)
        {
            goOn = false;
        }

        if (!goOn)
        {
            Fail(new MigrationException("TableLimitPassed", $"{tables} Leave objects out of the map, move to another licence, or go on with -Force."));
        }
    }
}
