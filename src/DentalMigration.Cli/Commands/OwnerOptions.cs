using System.CommandLine;
using DentalMigration.Owners;

namespace DentalMigration.Cli.Commands;

/// <summary>The options that say who owns rows.</summary>
internal sealed class OwnerOptions
{
    public Option<string> Fallback { get; } = new("--fallback-owner")
    {
        Description = "User (e-mail) or team that owns what no matched provider owns.", Required = true, HelpName = "EMAIL",
    };

    public Option<string?> Map { get; } = new("--owner-map")
    {
        Description = "Owners a person decided on: CSV or JSON with Provider and Owner.", HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Fallback);
        command.Options.Add(Map);
    }

    public IReadOnlyList<OwnerChoice> Choices(ParseResult parsed) => parsed.GetValue(Map) is { } file ? OwnerChoiceFile.Read(file) : [];
}
