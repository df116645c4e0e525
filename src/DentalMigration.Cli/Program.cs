using System.CommandLine;
using DentalMigration.Cli.Commands;

// Turkish letters leave as they are, whatever the terminal's code page says.
Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

if (Console.IsOutputRedirected)
{
    Spectre.Console.AnsiConsole.Profile.Width = 160;
    Spectre.Console.AnsiConsole.Profile.Capabilities.Ansi = false;
}

var root = new RootCommand("Moves a dental practice into Dynamics 365 Sales (Dataverse): verified, resumable, undoable.")
{
    DemoCommand.Create(),
    ProfileCommand.Create(),
    MapCommand.Create(),
    SchemaCommand.Create(),
    WorkflowsCommand.Create(),
    CheckTargetCommand.Create(),
    CapacityCommand.Create(),
    OwnersCommand.Create(),
    SampleCommand.Create(),
    MigrateCommand.Create(),
    SyncCommand.Create(),
    ReconcileCommand.Create(),
    DiffCommand.Create(),
    RepairCommand.Create(),
    ResolveCommand.Create(),
    UndoCommand.Create(),
    AuditCommand.Create(),
    ServeCommand.Create(),
    GenerateCommand.Create(),
};
ParseResult parsed = root.Parse(args);
if (UsageErrors.Of(parsed) is { Count: > 0 } errors)
{
    await Console.Error.WriteLineAsync($"{string.Join(" ", errors)} Use --help.");
    return ExitCode.CouldNotRun;
}

return await parsed.InvokeAsync();
