using DentalMigration.Cli.Generation.DentalExec;
using DentalMigration.Cli.Generation.Dentes;
using DentalMigration.Cli.Generation.Sheets;
using DentalMigration.Cli.Generation.Traps;

namespace DentalMigration.Cli.Generation;

/// <summary>
/// Writes the export of a practice that does not exist, with all the objects of its system, as such a practice hands it over. Streams:
/// memory does not grow with the practice. The same options give the same bytes on any machine, on any day and under any culture.
/// </summary>
public static class PracticeGenerator
{
    private const int PatientsPerReport = 500;

    /// <summary>Writes a practice.</summary>
    /// <param name="options">Which one, and where to.</param>
    /// <param name="progress">Told every 500 patients and at the end.</param>
    /// <param name="cancellationToken">Stops between two patients; the files written so far are incomplete.</param>
    /// <exception cref="MigrationException"><c>UnknownSystem</c>; <c>InvalidPatientCount</c>; <c>InvalidMess</c>; <c>OutputNotWritable</c>.</exception>
    public static GenerationResult Generate(
        GenerationOptions options, IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ISyntheticSystem system = options.System switch
        {
            "dentes" => new DentesSystem(options),
            "dental-exec" => new DentalExecSystem(options),
            _ => throw new MigrationException(
                "UnknownSystem", $"No practice can be generated for '{options.System}'. Use dentes or dental-exec."),
        };
        if (options.Patients < 1)
        {
            throw new MigrationException("InvalidPatientCount", "A practice has at least one patient; ask for 1 or more.");
        }

        if (options.Mess is not (>= 0 and <= 1))
        {
            throw new MigrationException("InvalidMess", "The mess of an export is a number from 0 (none) to 1 (every planted error).");
        }

        try
        {
            Directory.CreateDirectory(options.Out);
            return Write(system, options, progress, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(
                "OutputNotWritable", $"The folder '{options.Out}' cannot be written to; check that it is yours and that there is room.", e);
        }
    }

    private static GenerationResult Write(
        ISyntheticSystem system, GenerationOptions options, IProgress<GenerationProgress>? progress, CancellationToken cancellationToken)
    {
        var log = new TrapLog();
        using var folder = new PracticeFolder(options.Out, system.Open(log));
        foreach (SheetRow row in system.Masters())
        {
            folder.Write(row);
        }

        for (int n = 1; n <= options.Patients; n++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (SheetRow row in system.Make(n).Rows)
            {
                folder.Write(row);
            }

            if (n % PatientsPerReport == 0 || n == options.Patients)
            {
                progress?.Report(new GenerationProgress(n, options.Patients));
            }
        }

        List<GeneratedFile> files = [.. folder.Finish()];
        if (options.Users is string users)
        {
            files.Add(TargetUserFile.Write(users, system.Users()));
        }

        return new GenerationResult(files, log.Traps);
    }
}
