using System.Management.Automation;
using DentalMigration.Hosting;
using DentalMigration.Sources;
using DentalMigration.Sources.Database;
using DentalMigration.Sources.Rest;

namespace DentalMigration.Commands;

/// <summary>Base of the cmdlets that open a system's export and make it the runspace's current source.</summary>
public abstract class ConnectSourceCommand : SourceConnectionCommand
{
    /// <summary>IANA zone of the practice; the profile's, or the system's own, when left out.</summary>
    [Parameter]
    public string? TimeZone { get; set; }

    private protected abstract string SystemName { get; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string? profile = ProfilePath;
        switch (Kind)
        {
            case SourceKind.Files:
                string path = ResolvePath(Path);
                Use(Guard(() => SourceOpener.OpenFolder(SystemName, path, TimeZone, profile)));
                break;
            case SourceKind.Database:
                DatabaseAddress address = Address();
                Open(stop => SourceOpener.OpenDatabaseAsync(SystemName, address, TimeZone, profile, stop));
                break;
            default:
                RestOptions endpoint = Endpoint();
                Open(stop => SourceOpener.OpenRestAsync(SystemName, endpoint, TimeZone, profile, stop));
                break;
        }
    }

    private void Open(Func<CancellationToken, Task<ISource>> open)
    {
        ISource? opened = null;
        RunOnPipeline(async (_, stop) => opened = await open(stop).ConfigureAwait(false));
        Use(opened!);
    }

    private void Use(ISource opened)
    {
        var source = new MigrationSource(opened);
        foreach (string warning in source.Warnings)
        {
            WriteWarning(warning);
        }

        RunspaceState.Current.Add(source);
        WriteObject(source);
    }
}
