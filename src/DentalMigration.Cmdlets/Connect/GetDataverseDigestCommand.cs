using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>
/// A fingerprint of an embedded organisation's content, to prove that an undo restored it or that nothing was written. Only the embedded
/// Dataverse, also behind <c>serve</c>, can answer it.
/// </summary>
[Cmdlet(VerbsCommon.Get, "DataverseDigest")]
[OutputType(typeof(string))]
public sealed class GetDataverseDigestCommand : PipelineCmdlet
{
    /// <summary>The target; the runspace's current one when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public DataverseTarget? Target { get; set; }

    /// <summary>Covers everything, also ids, stamps and versions: two equal ones mean that nothing was written between.</summary>
    [Parameter]
    public SwitchParameter Exact { get; set; }

    private protected override object? Subject => Target?.Name;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        DataverseTarget target = TargetOrCurrent(Target);
        RunOnPipeline(async (pipeline, stop) =>
            pipeline.Write(await target.Target.DigestAsync(Exact, stop).ConfigureAwait(false)));
    }
}
