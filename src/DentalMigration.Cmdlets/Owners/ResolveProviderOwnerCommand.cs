using System.Management.Automation;
using DentalMigration.Owners;

namespace DentalMigration.Commands;

/// <summary>Matches providers to the organisation's users by e-mail address. Emits the fallback owner's row, then a row per provider.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "ProviderOwner")]
[OutputType(typeof(ProviderOwner))]
public sealed class ResolveProviderOwnerCommand : PipelineCmdlet
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private MigrationSource? _source;

    /// <summary>The providers, as Get-DentesProvider streams them; those left out get the fallback owner.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>The organisation; the one this runspace connected last when left out.</summary>
    [Parameter]
    public DataverseTarget? Target { get; set; }

    /// <summary>E-mail address of an enabled user, or name of a team, that owns what no matched provider owns.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Fallback { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RecordIdentity.Of(InputObject) is { Object: "provider" } provider)
        {
            _keys.Add(provider.Key);
            _source ??= InputObject.Properties["Source"]?.Value as MigrationSource;
        }
        else
        {
            WriteError(HostErrors.ToRecord("NotAProvider", "The piped object is no provider. Pipe what Get-DentesProvider gives.", null));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        DataverseTarget target = TargetOrCurrent(Target);
        MigrationSource source = SourceOrCurrent(_source);
        RunOnPipeline(async (pipeline, stop) =>
        {
            OwnerMap map = await OwnerResolver
                .ResolveAsync(source.Source.Read("provider", stop).Where(p => _keys.Contains(p.Key)), Fallback, target.Target.Client, stop)
                .ConfigureAwait(false);
            foreach (ProviderOwner row in OwnerRows.Of(map, Fallback, target.OrganizationId))
            {
                pipeline.Write(row);
            }
        });
    }
}
