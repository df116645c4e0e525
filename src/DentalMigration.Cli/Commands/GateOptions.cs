using System.CommandLine;
using DentalMigration.Hosting;
using DentalMigration.Hosting.Preflight;
using DentalMigration.Loading;

namespace DentalMigration.Cli.Commands;

/// <summary>The options by which a person names the organisation back, calls it a sandbox, and waives findings about it.</summary>
internal sealed class GateOptions
{
    public Option<string?> Expected { get; } = new("--expected-organization")
    {
        Description = "Name, id or first part of the host of the organisation that is meant; needed where it is not on this machine.", HelpName = "NAME",
    };

    public Option<string[]> Waive { get; } = new("--waive")
    {
        Description = "Load in spite of this finding about the organisation.", HelpName = "CODE", AllowMultipleArgumentsPerToken = true,
    };

    public Option<string?> Reason { get; } = new("--waive-reason") { Description = "Why the findings are waived.", HelpName = "REASON" };

    public Option<bool> Sandbox { get; } = new("--sandbox") { Description = "The organisation is a sandbox: rehearsals of any size may be loaded there without an approval." };

    public void AddTo(Command command)
    {
        command.Options.Add(Sandbox);
        command.Options.Add(Expected);
        command.Options.Add(Waive);
        command.Options.Add(Reason);
    }

    /// <summary>Notes in the ledger what the options say.</summary>
    public async Task ApplyAsync(ParseResult parsed, Migration migration, Target target, string approver, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(Expected) is { } expected)
        {
            await TargetGate.ConfirmAsync(migration, target, expected, cancellationToken);
        }

        if (parsed.GetValue(Sandbox))
        {
            RehearsalGate.NameSandbox(migration);
        }

        if (parsed.GetValue(Waive) is { Length: > 0 } codes)
        {
            TargetWaivers.Add(migration, codes, parsed.GetValue(Reason), approver);
        }
    }
}
