using System.Globalization;
using System.Management.Automation;
using DentalMigration.Loading.Sampling;
using DentalMigration.Sources;

namespace DentalMigration.Commands;

/// <summary>
/// Chooses patients for a rehearsal, each kind of them and each kind of trouble, the same ones for the same seed, and emits their whole
/// families of records in dependency order. Guarantors and subscribers come along in addition. Tells on the information and the verbose
/// stream how many of each kind were chosen.
/// </summary>
[Cmdlet(VerbsCommon.Select, "MigrationSample")]
[OutputType("DentalMigration.SampleRecord")]
public sealed class SelectMigrationSampleCommand : PipelineCmdlet
{
    private readonly HashSet<string> _offered = new(StringComparer.Ordinal);
    private MigrationSource? _source;

    /// <summary>The patients to choose from, as Get-DentesPatient or Get-DentalExecPatient streams them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>How many patients to choose; 200 to 500 are usual.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; }

    /// <summary>Any number; the same one chooses the same patients.</summary>
    [Parameter]
    public int Seed { get; set; } = 1;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RecordIdentity.Of(InputObject) is { Object: "patient" } patient)
        {
            _offered.Add(patient.Key);
            _source ??= InputObject.Properties["Source"]?.Value as MigrationSource;
        }
        else
        {
            WriteError(HostErrors.ToRecord("NotAPatient", "The piped object is no patient. Pipe what Get-DentesPatient or Get-DentalExecPatient gives.", InputObject.BaseObject.GetType().Name));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_offered.Count == 0)
        {
            return;
        }

        MigrationSource source = SourceOrCurrent(_source);
        var objects = new RecordObject(source);
        RunOnPipeline(async (pipeline, stop) =>
        {
            Sample sample = await SampleSelector.ChooseAsync(source.Source, _offered, Count, Seed, TimeProvider.System, stop).ConfigureAwait(false);
            Tell(pipeline, sample);
            await foreach (SourceRecord record in SampleSelector.ReadAsync(source.Source, sample, stop).ConfigureAwait(false))
            {
                PSObject chosen = objects.Create(record);
                chosen.TypeNames.Insert(0, "DentalMigration.SampleRecord"); // one view for records of every kind
                pipeline.Write(chosen);
            }
        });
    }

    private void Tell(PipelineRelay pipeline, Sample sample)
    {
        pipeline.Inform(string.Create(
            CultureInfo.InvariantCulture,
            $"Chose {sample.Patients.Count} of {_offered.Count} patients with seed {Seed}, and {sample.Companions.Count} whom their records name: "
            + $"{string.Join(", ", sample.Strata.Select(s => $"{s.Name} {s.Chosen}/{s.Available}"))}."));
        foreach (SampleStratum stratum in sample.Strata)
        {
            pipeline.Verbose(string.Create(CultureInfo.InvariantCulture, $"{stratum.Name}: {stratum.Chosen} of {stratum.Available} chosen."));
        }
    }
}
