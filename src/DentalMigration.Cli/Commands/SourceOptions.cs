using System.CommandLine;
using DentalMigration.Hosting;
using DentalMigration.Sources;

namespace DentalMigration.Cli.Commands;

/// <summary>The options that say what to read: a system's export as a folder or a single file, and its source profile.</summary>
internal sealed class SourceOptions
{
    public Option<string> System { get; } = new("--system") { Description = "Source system: dentes or dental-exec.", Required = true };

    public Option<string> Source { get; } = new("--source") { Description = "Folder of the export, or one file.", Required = true, HelpName = "DIR" };

    public Option<string?> Profile { get; } = new("--profile")
    {
        Description = "Source profile: JSON that says which file and column is what.",
        HelpName = "FILE",
    };

    public Option<string?> TimeZone { get; } = new("--time-zone") { Description = "IANA zone of the practice.", HelpName = "ZONE" };

    public void AddTo(Command command)
    {
        command.Options.Add(System);
        command.Options.Add(Source);
        command.Options.Add(Profile);
        command.Options.Add(TimeZone);
    }

    /// <summary>Opens the export; where asked, also one of which nothing is known yet.</summary>
    public ISource Open(ParseResult parsed, bool allowUnknown = false)
    {
        string folder = parsed.GetValue(Source)!;
        ISource source = SourceOpener.OpenFolder(parsed.GetValue(System)!, folder, parsed.GetValue(TimeZone), parsed.GetValue(Profile), allowUnknown);
        if (parsed.GetValue(Profile) is null && SystemFit.Warning(source, folder) is { } misfit)
        {
            Console.Error.WriteLine($"Note: {misfit}");
        }

        return source;
    }
}
