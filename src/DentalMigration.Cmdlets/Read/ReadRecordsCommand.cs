using System.Management.Automation;
using DentalMigration.Sources;

namespace DentalMigration.Commands;

/// <summary>Base of the cmdlets that stream one object's records.</summary>
public abstract class ReadRecordsCommand : PipelineCmdlet
{
    private readonly HashSet<MigrationSource> _read = [];

    /// <summary>The export, or a record that came from it; the one this runspace connected last when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public MigrationSource? Source { get; set; }

    private protected abstract string SystemName { get; }

    private protected abstract string ObjectName { get; }

    private protected override object? Subject => ObjectName;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        MigrationSource source = SourceOfSystem();
        if (_read.Add(source))
        {
            Stream(source);
        }
    }

    /// <summary>The given or current source, when it is of this cmdlet's system.</summary>
    private protected MigrationSource SourceOfSystem()
    {
        MigrationSource source = SourceOrCurrent(Source);
        if (source.System != SystemName)
        {
            Fail(new MigrationException("SourceOfAnotherSystem", $"'{source.Name}' is an export of {source.System}, not of {SystemName}."), source.Name);
        }

        return source;
    }

    /// <summary>Writes the records, those that <paramref name="choose"/> takes when it is given.</summary>
    private protected virtual void Stream(MigrationSource source, Func<SourceRecord, bool>? choose = null)
    {
        var objects = new RecordObject(source);
        RunOnPipeline(async (pipeline, stop) =>
        {
            await foreach (SourceRecord record in source.Source.Read(ObjectName, stop).ConfigureAwait(false))
            {
                if (choose?.Invoke(record) != false)
                {
                    pipeline.Write(objects.Create(record));
                }
            }
        });
    }
}
