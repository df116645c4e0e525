using System.Management.Automation;
using DentalMigration.Sources;

namespace DentalMigration.Commands;

/// <summary>Base of the cmdlets that stream one object's records.</summary>
public abstract class ReadRecordsCommand : PipelineCmdlet
{
    /// <summary>The export; the one this runspace connected last when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public MigrationSource? Source { get; set; }

    private protected abstract string SystemName { get; }

    private protected abstract string ObjectName { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        MigrationSource source = SourceOrCurrent(Source);
        if (source.System != SystemName)
        {
            Fail(new MigrationException("SourceOfAnotherSystem", $"'{source.Name}' is an export of {source.System}, not of {SystemName}."), source.Name);
        }

        var objects = new RecordObject(source);
        RunOnPipeline(async (pipeline, stop) =>
        {
            await foreach (SourceRecord record in source.Source.Read(ObjectName, stop).ConfigureAwait(false))
            {
                pipeline.Write(objects.Create(record));
            }
        });
    }
}
