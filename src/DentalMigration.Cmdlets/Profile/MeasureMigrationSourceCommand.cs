using System.Management.Automation;
using DentalMigration.Loading;
using DentalMigration.Profiling;

namespace DentalMigration.Commands;

/// <summary>
/// Measures an export before anything is mapped: counts, types, empty and malformed values, duplicates, orphans. Emits one object for
/// each kind of record.
/// </summary>
[Cmdlet(VerbsDiagnostic.Measure, "MigrationSource")]
[OutputType(typeof(ObjectMeasurement))]
public sealed class MeasureMigrationSourceCommand : PipelineCmdlet
{
    /// <summary>The export; the one this runspace connected last when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public MigrationSource? Source { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        MigrationSource source = SourceOrCurrent(Source);
        RunOnPipeline(async (pipeline, stop) =>
        {
            SourceProfile profile;
            using (var progress = new ProgressReporter(pipeline, $"Measure {source.Name}"))
            {
                profile = await SourceProfiler.MeasureAsync(source.Source, new Forward(progress), stop).ConfigureAwait(false);
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
