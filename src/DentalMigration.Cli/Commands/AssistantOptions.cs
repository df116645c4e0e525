using System.CommandLine;
using System.Net;
using System.Security;
using DentalMigration.Mapping.Assistant;

namespace DentalMigration.Cli.Commands;

/// <summary>The options that name a language model to ask. A key on the command line would be readable to all, so it comes from the environment or a vault.</summary>
internal sealed class AssistantOptions
{
    private const string KeyVariable = "DENTALMIGRATION_ASSISTANT_KEY";

    public Option<string?> Address { get; } = new("--assistant-uri")
    {
        Description = $"Chat endpoint of a language model that re-ranks what is not sure; its key stands in the variable {KeyVariable}. It never sees a value.",
        HelpName = "URL",
    };

    public Option<string?> KeyVault { get; } = new("--assistant-key-vault") { Description = "Address of a secret in an Azure Key Vault that is its key.", HelpName = "URL" };

    public Option<string?> Model { get; } = new("--assistant-model") { Description = "Name of the model, or of Azure's deployment.", HelpName = "NAME" };

    public void AddTo(Command command)
    {
        command.Options.Add(Address);
        command.Options.Add(KeyVault);
        command.Options.Add(Model);
    }

    public ChatAssistant? Open(ParseResult parsed) => parsed.GetValue(Address) is not { } address ? null : new ChatAssistant(new ChatEndpoint(Url(address))
    {
        Model = parsed.GetValue(Model),
        KeyVault = parsed.GetValue(KeyVault) is { } vault ? Url(vault) : null,
        Key = parsed.GetValue(KeyVault) is null ? Key() : null,
    });

    private static Uri Url(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? url)
        ? url
        : throw new MigrationException("UrlInvalid", $"'{text}' is no URL. It looks like https://contoso.openai.azure.com.");

    private static SecureString? Key() => Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key ? new NetworkCredential(string.Empty, key).SecurePassword : null;
}
