using System.Management.Automation;
using System.Security;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Assistant;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Mapping.Learning;

namespace DentalMigration.Commands;

/// <summary>
/// Proposes a map for a source: what each file and each header is, with score and reasons, and where it goes. What is known or sure is
/// accepted; the rest is open and neither read nor mapped until a person decides it in the map's file.
/// </summary>
[Cmdlet(VerbsCommon.New, "MigrationMap", DefaultParameterSetName = "Plain")]
[OutputType(typeof(MapDocument))]
public sealed class NewMigrationMapCommand : PipelineCmdlet
{
    /// <summary>The export; the one this runspace connected last when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public MigrationSource? Source { get; set; }

    /// <summary>Publisher prefix of the tables and columns the migration makes.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Prefix { get; set; } = "new";

    /// <summary>Names the practice, where several share one organisation.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Scope { get; set; } = "default";

    /// <summary>Alternatives to parts of the map, such as AppointmentTable; tab completion lists those of the system.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(MapVariantCompleter))]
    public string[] Variant { get; set; } = [];

    /// <summary>A JSON file of decisions from earlier practices, as Approve-MigrationMap -Learn writes it; nothing where there is none yet.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Learn { get; set; }

    /// <summary>
    /// Chat endpoint of a language model that re-ranks what is not sure: OpenAI's, one compatible with it, or Azure OpenAI's; https, or http for
    /// this machine. It is sent headers, types and masked shapes, never a value.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Assistant")]
    [Parameter(Mandatory = true, ParameterSetName = "AssistantVault")]
    public Uri? AssistantUri { get; set; }

    /// <summary>The endpoint's key.</summary>
    [Parameter(ParameterSetName = "Assistant")]
    public SecureString? AssistantKey { get; set; }

    /// <summary>Address of a secret in an Azure Key Vault that is the endpoint's key, read as the managed identity or whoever is signed in.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "AssistantVault")]
    public Uri? AssistantKeyVault { get; set; }

    /// <summary>Name of the model, or of Azure's deployment.</summary>
    [Parameter(ParameterSetName = "Assistant")]
    [Parameter(ParameterSetName = "AssistantVault")]
    [ValidateNotNullOrEmpty]
    public string? AssistantModel { get; set; }

    private protected override object? Subject => Source?.Name;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        MigrationSource source = SourceOrCurrent(Source);
        MigrationMap map = Guard(() => DefaultMap.Create(source.System, Prefix, Scope, Variant));
        string? learn = Learn is null ? null : ResolvePath(Learn);
        using ChatAssistant? assistant = Assistant();
        RunOnPipeline(async (pipeline, stop) =>
        {
            var options = new MapProposalOptions
            {
                Learned = learn is null ? [] : LearnedFile.Spellings(learn, source.System, pipeline.Warn),
                Assistant = assistant,
                Warn = pipeline.Warn,
            };
            var document = new MapDocument(await MapProposer.ProposeAsync(map, source.Source, options, stop).ConfigureAwait(false));
            if (document.Open.Length > 0)
            {
                pipeline.Warn($"{document.Open.Length} decisions are open; they stand in the map's file, and in its property Open. What is open is not migrated.");
            }

            pipeline.Write(document);
        });
    }

    private ChatAssistant? Assistant() => AssistantUri is null ? null : new ChatAssistant(Guard(() => new ChatEndpoint(AssistantUri)
    {
        Model = AssistantModel,
        Key = AssistantKey,
        KeyVault = AssistantKeyVault,
    }));
}
