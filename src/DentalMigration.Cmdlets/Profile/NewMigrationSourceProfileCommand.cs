using System.Management.Automation;
using DentalMigration.Hosting;
using DentalMigration.Sources.Database;
using DentalMigration.Sources.Profiles;
using DentalMigration.Sources.Rest;

namespace DentalMigration.Commands;

/// <summary>
/// Proposes a source profile from an export and writes it to a JSON file, for a person to complete: what is known, and which files, tables
/// and columns are not. Also works where too little is known to connect.
/// </summary>
[Cmdlet(VerbsCommon.New, "MigrationSourceProfile", SupportsShouldProcess = true, DefaultParameterSetName = "Source")]
[OutputType(typeof(FileInfo))]
public sealed class NewMigrationSourceProfileCommand : SourceConnectionCommand
{
    /// <summary>A connected export; the one this runspace connected last when left out.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = "Source")]
    [ValidateNotNull]
    public MigrationSource? Source { get; set; }

    /// <summary>The folder or file, its name taken as it is.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    /// <summary>The system the export is of.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path")]
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Parameter(Mandatory = true, ParameterSetName = "Database")]
    [Parameter(Mandatory = true, ParameterSetName = "Factory")]
    [Parameter(Mandatory = true, ParameterSetName = "Connection")]
    [Parameter(Mandatory = true, ParameterSetName = "Rest")]
    [Parameter(Mandatory = true, ParameterSetName = "Basic")]
    [Parameter(Mandatory = true, ParameterSetName = "Bearer")]
    [Parameter(Mandatory = true, ParameterSetName = "ApiKey")]
    [ValidateSet("dentes", "dental-exec")]
    public string System { get; set; } = "";

    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true)]
    public string Destination { get; set; } = "";

    /// <summary>Writes over an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override string Literal => LiteralPath;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string destination = ResolvePath(Destination);
        if (File.Exists(destination) && !Force)
        {
            Fail(new MigrationException("FileExists", $"'{destination}' exists. Choose another name, or write over it with -Force."), destination);
        }

        ProfileDocument profile = Propose();
        int columns = profile.Objects.Sum(o => o.Unknown?.Count ?? 0);
        if (columns > 0)
        {
            WriteWarning($"{columns} columns are not known. They stand under 'unknown'; move each to 'columns' with its field, or to 'ignored'.");
        }

        if (profile.Unread is { Count: > 0 } unread)
        {
            WriteWarning($"No object was found for {string.Join(", ", unread)}.");
        }

        if (ShouldProcess(destination, "Write source profile"))
        {
            Guard(() =>
            {
                SourceProposer.Write(profile, destination, Schema());
                return destination;
            });
            WriteFile(destination);
        }
    }

    private ProfileDocument Propose()
    {
        string? known = ProfilePath;
        switch (Kind)
        {
            case SourceKind.Files:
                string path = FolderPath;
                return Guard(() => SourceProposer.ProposeFolder(System, path, known));
            case SourceKind.Database:
                DatabaseAddress address = Address();
                return Await(stop => SourceProposer.ProposeDatabaseAsync(System, address, known, stop));
            case SourceKind.Rest:
                RestOptions endpoint = Endpoint();
                return Await(stop => SourceProposer.ProposeRestAsync(System, endpoint, known, stop));
            default:
                MigrationSource source = SourceOrCurrent(Source);
                return Guard(() => SourceProfileProposer.Propose(source.Source, known is null ? null : ProfileFile.Read(known)));
        }
    }

    private ProfileDocument Await(Func<CancellationToken, Task<ProfileDocument>> propose)
    {
        ProfileDocument? profile = null;
        RunOnPipeline(async (_, stop) => profile = await propose(stop).ConfigureAwait(false));
        return profile!;
    }

    /// <summary>The schema that ships with the module, so that an editor helps; null where the module is not a folder of files.</summary>
    private string? Schema()
    {
        string path = global::System.IO.Path.Combine(MyInvocation.MyCommand.Module.ModuleBase, "schemas", ProfileFile.SchemaName);
        return File.Exists(path) ? path : null;
    }
}
