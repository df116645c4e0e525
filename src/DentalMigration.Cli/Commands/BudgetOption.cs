using System.CommandLine;
using DentalMigration.Loading;

namespace DentalMigration.Cli.Commands;

/// <summary><c>--time-budget</c>: for jobs that are ended after a time, such as Azure Automation's three hours.</summary>
internal sealed class BudgetOption
{
    private readonly Option<TimeSpan?> _option = new("--time-budget")
    {
        Description = "How long it may take, such as 02:45:00. It then stops in good order and exits with 3; the same command goes on.", HelpName = "HH:MM:SS",
    };

    public void AddTo(Command command) => command.Options.Add(_option);

    /// <summary>The budget, beginning now; null where none was given.</summary>
    public RunBudget? Of(ParseResult parsed) => parsed.GetValue(_option) is { } length ? new RunBudget(length, TimeProvider.System) : null;
}
