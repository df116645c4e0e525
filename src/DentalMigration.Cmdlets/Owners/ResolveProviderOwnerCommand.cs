using System.Management.Automation;
using DentalMigration.Owners;

namespace DentalMigration.Commands;

/// <summary>
/// Finds who will own each provider's rows: the owner a person named, then the user of the provider's e-mail address or of an alias of it,
/// otherwise the fallback owner. Emits the fallback owner's row, then a row per provider with how it was found and why. A user of the same
/// name is a suggestion only; users who are disabled, not interactive or without a role own nothing.
/// </summary>
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
    [ArgumentCompleter(typeof(OwnerCompleter))]
    [ValidateNotNullOrEmpty]
    public string Fallback { get; set; } = "";

    /// <summary>
    /// File of a person's decisions, which go before everything else: CSV or JSON with the columns Provider and Owner, or an exported owner
    /// map with its Owner column filled in.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OwnerMap { get; set; }

    private protected override object? Subject => Fallback;

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
            WriteError(HostErrors.ToRecord("NotAProvider", "The piped object is no provider. Pipe what Get-DentesProvider or Get-DentalExecProvider gives.", InputObject.BaseObject.GetType().Name));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        DataverseTarget target = TargetOrCurrent(Target);
        MigrationSource source = SourceOrCurrent(_source);
        IReadOnlyList<OwnerChoice> choices = OwnerMap is null ? [] : Guard(() => OwnerChoiceFile.Read(ResolvePath(OwnerMap)));
        RunOnPipeline(async (pipeline, stop) =>
        {
            Owners.OwnerMap map = await OwnerResolver
                .ResolveAsync(
                    source.Source.Read("provider", stop).Where(p => _keys.Contains(p.Key)), Fallback, choices, target.Target.Client, TimeProvider.System, stop)
                .ConfigureAwait(false);
            foreach (OwnerEntry entry in map.Entries)
            {
                OwnerTrouble.Tell(pipeline, map, entry);
            }

            foreach (OwnerChoice choice in choices.Where(c => map.Find(c.Provider) is null))
            {
                pipeline.Warn($"The owner map has a row of provider '{choice.Provider}', which is not among those piped in. It decides nothing.");
            }

            foreach (ProviderOwner row in OwnerRows.Of(map, Fallback, target.OrganizationId))
            {
                pipeline.Write(row);
            }
        });
    }
}
