using System.Management.Automation;
using DentalMigration.Hosting;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Sources;
using DentalMigration.Sources.Database;
using DentalMigration.Sources.Rest;

namespace DentalMigration.Commands;

/// <summary>Base of the cmdlets that open a system's export and make it the runspace's current source.</summary>
public abstract class ConnectSourceCommand : SourceConnectionCommand
{
    /// <summary>The folder or file, its name taken as it is; of a piped one its own.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    /// <summary>IANA zone of the practice; the profile's, or the system's own, when left out.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    [ValidateNotNullOrEmpty]
    public string? TimeZone { get; set; }

    /// <summary>An approved map: the export is read as it decided. New-Migration does so by itself; this is for reading records before.</summary>
    [Parameter]
    [ValidateNotNull]
    public MapDocument? Map { get; set; }

    /// <summary>Connects also where nothing of the export is recognised yet, for New-MigrationMap to propose what it holds.</summary>
    [Parameter]
    public SwitchParameter AllowUnknown { get; set; }

    private protected override string Literal => LiteralPath;

    private bool IsLenient => AllowUnknown || Map is not null;

    private protected abstract string SystemName { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string? profile = ProfilePath;
        switch (Kind)
        {
            case SourceKind.Files:
                string path = FolderPath;
                ISource folder = Guard(() => SourceOpener.OpenFolder(SystemName, path, TimeZone, profile, IsLenient));
                if (profile is null && Guard(() => SystemFit.Warning(folder, path)) is { } misfit)
                {
                    WriteWarning(misfit);
                }

                Use(folder);
                break;
            case SourceKind.Database:
                DatabaseAddress address = Address();
                Open(stop => SourceOpener.OpenDatabaseAsync(SystemName, address, TimeZone, profile, stop, IsLenient));
                break;
            default:
                RestOptions endpoint = Endpoint();
                Open(stop => SourceOpener.OpenRestAsync(SystemName, endpoint, TimeZone, profile, stop, IsLenient));
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
        if (Map is { } map)
        {
            WriteVerbose($"Reads '{opened.Name}' as the approved map decided.");
            source = Decided(map, source);
        }

        foreach (string warning in source.Warnings)
        {
            WriteWarning(warning);
        }

        RunspaceState.Current.Add(source);
        WriteObject(source);
    }

    private MigrationSource Decided(MapDocument map, MigrationSource opened)
    {
        try
        {
            return new MigrationSource(Decide(map, opened.Source), opened);
        }
        catch
        {
            opened.Close();
            throw;
        }
    }

    private ISource Decide(MapDocument map, ISource opened)
    {
        if (!map.IsApproved)
        {
            Fail(new MigrationException("MapNotApproved", "Nobody has approved the map as it is now. Read it and run Approve-MigrationMap."));
        }

        if (map.System != SystemName)
        {
            Fail(new MigrationException("MapForAnotherSystem", $"The map is for {map.System}, the source is {SystemName}."));
        }

        ISource? decided = null;
        RunOnPipeline(async (_, stop) => decided = await MapSource.DecideAsync(map.Map, opened, stop).ConfigureAwait(false));
        foreach (SourceNews news in MapSource.News(map.Map, decided!))
        {
            WriteWarning($"{news.File}: {news.Message}");
        }

        return decided!;
    }
}
