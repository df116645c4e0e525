using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Base of the cmdlets that read files of ours. A file that cannot be read is one error, and the next ones are read.</summary>
public abstract class FileReaderCommand : PipelineCmdlet
{
    /// <summary>The files, with * and ?.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The files, their names taken as they are; of piped files theirs.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool isLiteral = ParameterSetName == "LiteralPath";
        foreach (string file in FilePaths.Each(this, isLiteral ? LiteralPath : Path, isLiteral))
        {
            Try(file);
        }
    }

    /// <summary>The objects that stand in a file.</summary>
    private protected abstract IEnumerable<object> Read(string file);

    private void Try(string file)
    {
        object[] read;
        try
        {
            read = [.. Read(file)];
        }
        catch (Exception e) when (e is not RuntimeException)
        {
            WriteDebug(HostErrors.Trace(e));
            WriteError(HostErrors.ToRecord(e, file));
            return;
        }

        WriteObject(read, enumerateCollection: true);
    }
}
