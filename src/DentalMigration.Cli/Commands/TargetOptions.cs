using System.CommandLine;
using System.CommandLine.Parsing;
using DentalMigration.Emulator;
using DentalMigration.Hosting;

namespace DentalMigration.Cli.Commands;

/// <summary>The options that say where to write: a file on this machine, or an organisation's URL.</summary>
internal sealed class TargetOptions
{
    public Option<string?> Embedded { get; } = new("--embedded") { Description = "File of an embedded Dataverse; made when missing.", HelpName = "FILE" };

    public Option<string?> Url { get; } = new("--url") { Description = "URL of an organisation, or of a local 'serve'.", HelpName = "URL" };

    public Option<string?> Users { get; } = new("--users") { Description = "Users for a new embedded organisation: CSV fullname,email,isdisabled.", HelpName = "FILE" };

    public Option<string[]> SignIn { get; } = new("--sign-in")
    {
        Description = "How to sign in: default, managed-identity[:CLIENT], client-secret:TENANT:CLIENT:VARIABLE (the secret stands in that environment variable), "
            + "azure-cli, device-code; on this machine as:USER. Several users share the work; the first one signs for it.",
        HelpName = "KIND",
        AllowMultipleArgumentsPerToken = true,
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Embedded);
        command.Options.Add(Url);
        command.Options.Add(Users);
        command.Options.Add(SignIn);
        command.Validators.Add(Check);
    }

    public Task<Target> OpenAsync(ParseResult parsed, bool mustExist, CancellationToken cancellationToken, string currency = "TRY")
    {
        if (parsed.GetValue(Embedded) is { } file)
        {
            if (mustExist && !File.Exists(file))
            {
                throw new MigrationException("EmbeddedNotFound", $"There is no embedded organisation '{file}'. Give the file the migration wrote to.");
            }

            if (parsed.GetValue(Users) is not null && File.Exists(file))
            {
                Console.Error.WriteLine($"Note: '{file}' exists, and users are put into a new organisation only; --users is ignored.");
            }

            IReadOnlyList<EmbeddedUser> users = parsed.GetValue(Users) is { } path ? TargetUsers.Read(path) : [];
            return Target.OpenEmbeddedAsync(
                file, new EmbeddedDataverseOptions { Users = users, BaseCurrencyCode = currency }, SignInKinds.Of(parsed.GetValue(SignIn)!, isLocal: true), cancellationToken);
        }

        if (!Uri.TryCreate(parsed.GetValue(Url), UriKind.Absolute, out Uri? url))
        {
            throw new MigrationException("UrlInvalid", $"'{parsed.GetValue(Url)}' is no URL. It looks like https://contoso.crm4.dynamics.com.");
        }

        return TargetOpener.ConnectAsync(url, SignInKinds.Of(parsed.GetValue(SignIn)!, url.IsLoopback), cancellationToken);
    }

    private void Check(CommandResult result)
    {
        if (result.GetValue(Embedded) is null == result.GetValue(Url) is null)
        {
            result.AddError("Give either --embedded FILE or --url URL.");
        }
    }
}
