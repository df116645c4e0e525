using DentalMigration.Cli.Output;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Sources;

namespace DentalMigration.Cli.Commands;

/// <summary>The map a command looks at: that of a file, or one proposed for the export.</summary>
internal static class WantedMap
{
    /// <summary>The map, and the export as the map reads it.</summary>
    /// <param name="file">The map's file; null to propose one.</param>
    /// <param name="system">The system it is of.</param>
    /// <param name="export">The export.</param>
    /// <param name="quiet">True to say nothing meanwhile.</param>
    /// <param name="stop">Stops the reading.</param>
    public static async Task<(MigrationMap Map, ISource Export)> OfAsync(string? file, string system, ISource export, bool quiet, CancellationToken stop)
    {
        MigrationMap map = file is not null
            ? MapFile.Read(file)
            : await Waiting.ForAsync(quiet, "Proposing a map…", () => MapProposer.ProposeAsync(DefaultMap.Create(system), export, null, stop));
        return (map, await MapSource.DecideAsync(map, export, stop));
    }
}
