using System.CommandLine;
using System.Net;
using System.Security;
using DentalMigration.Cli.Output;
using DentalMigration.Hosting;
using DentalMigration.Ledger;

namespace DentalMigration.Cli.Commands;

/// <summary>The options that say where a migration's ledger is. Secrets stand in environment variables, never on the command line.</summary>
internal sealed class LedgerOptions(bool isRequired = true)
{
    private const string SignatureVariable = "DENTALMIGRATION_LEDGER_SAS";
    private const string KeyVariable = "DENTALMIGRATION_LEDGER_KEY";

    public Option<string?> File { get; } = new("--ledger") { Description = "The migration's journal.", Required = isRequired, HelpName = "FILE" };

    public Option<string?> Store { get; } = new("--ledger-store")
    {
        Description = $"Also keeps the journal in a folder or an Azure Blob container, and brings it back from there. The container is signed in to as the organisation, or by {SignatureVariable}; "
            + $"the journal's encrypted parts are under {KeyVariable}.",
        HelpName = "FOLDER|URL",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(File);
        command.Options.Add(Store);
    }

    /// <summary>Where the ledger is.</summary>
    public LedgerPlace Of(ParseResult parsed, TargetOptions? target = null)
    {
        bool isUrl = Uri.TryCreate(parsed.GetValue(Store), UriKind.Absolute, out Uri? store) && !store.IsFile;
        SignIn? signIn = isUrl && target is not null && Secret(SignatureVariable) is null
            ? SignInKinds.Of(parsed.GetValue(target.SignIn)!, isLocal: parsed.GetValue(target.Embedded) is not null || store!.IsLoopback)[0]
            : null;
        return LedgerPlaces.Of(
            parsed.GetValue(File)!, parsed.GetValue(Store), Secret(SignatureVariable), Secret(KeyVariable), signIn, text => Console.Error.WriteLine($"Note: {ConsoleWords.Of(text)}"));
    }

    /// <summary>The same, for a migration that was begun.</summary>
    /// <exception cref="MigrationException"><c>LedgerNotFound</c>.</exception>
    public LedgerPlace Begun(ParseResult parsed, TargetOptions? target = null) => Of(parsed, target) is { MayExist: true } place
        ? place
        : throw new MigrationException("LedgerNotFound", $"There is no ledger '{parsed.GetValue(File)}'. Give the ledger of the migration that was run.");

    private static SecureString? Secret(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? new NetworkCredential("", text).SecurePassword : null;
}
