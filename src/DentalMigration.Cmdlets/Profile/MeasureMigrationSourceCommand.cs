using System.Management.Automation;
using DentalMigration.Loading;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Profiling;
using DentalMigration.Sources;

namespace DentalMigration.Commands;

/// <summary>
/// Measures an export before anything is mapped: counts, types, empty and malformed values, duplicates, orphans, damage. Emits one object
/// for each kind of record, or with -Finding one for each thing to mend, to look at or to know.
/// </summary>
[Cmdlet(VerbsDiagnostic.Measure, "MigrationSource", DefaultParameterSetName = ByObject)]
[OutputType(typeof(ObjectMeasurement), ParameterSetName = [ByObject])]
[OutputType("DentalMigration.Profiling.ProfileFinding", ParameterSetName = [ByFinding])]
public sealed class MeasureMigrationSourceCommand : PipelineCmdlet
{
    private const string ByObject = "Object";
    private const string ByFinding = "Finding";

    /// <summary>The export; the one this runspace connected last when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public MigrationSource? Source { get; set; }

    /// <summary>A map, approved or not: the export is measured as it decided what each file and header is.</summary>
    [Parameter]
    [ValidateNotNull]
    public MapDocument? Map { get; set; }

    /// <summary>
    /// A CSV file with figures of the vendor's own reports, columns object,measure,field,value: <c>patient,count,,1250</c> or
    /// <c>ledger,sum,payment_amount,12345.67</c>. Those that do not agree are findings.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? VendorTotals { get; set; }

    /// <summary>Emits the findings instead, the gravest first.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByFinding)]
    public SwitchParameter Finding { get; set; }

    private protected override object? Subject => Source?.Name;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        MigrationSource source = SourceOrCurrent(Source);
        if (Map is { } other && other.System != source.System)
        {
            Fail(new MigrationException("MapForAnotherSystem", $"The map is for {other.System}, the source is {source.System}."), source.Name);
        }

        var options = new ProfileOptions();
        if (VendorTotals is not null)
        {
            string totals = ResolvePath(VendorTotals);
            options = options with { Totals = Guard(() => Profiling.Totals.VendorTotals.Read(totals, source.Source.Catalog)) };
        }

        RunOnPipeline(async (pipeline, stop) =>
        {
            ISource export = Map is { } map ? await MapSource.DecideAsync(map.Map, source.Source, stop).ConfigureAwait(false) : source.Source;
            SourceProfile profile;
            using (var progress = new ProgressReporter(pipeline, $"Measure {source.Name}"))
            {
                profile = await SourceProfiler.MeasureAsync(export, options, new Forward(progress), stop).ConfigureAwait(false);
            }

            if (Finding)
            {
                foreach (ProfileFinding finding in profile.Findings)
                {
                    pipeline.Write(finding);
                }

                return;
            }

            foreach (ObjectProfile measured in profile.Objects.Where(o => o.IsPresent))
            {
                pipeline.Write(new ObjectMeasurement(measured, profile));
            }
        });
    }

    private sealed class Forward(ProgressReporter progress) : IProgress<ProfileProgress>
    {
        public void Report(ProfileProgress value) => progress.Report(new LoadProgress("read", value.Object, value.Records, 0, 0, 0, 0));
    }
}
