namespace DentalMigration.Cli.Generation;

/// <summary>
/// Writes the export of a practice that does not exist: a group with two locations, eight dentists, and patients with their plans,
/// procedure lines and appointments, as a Turkish practice hands it over. Streams: memory does not grow with the practice. The same options
/// give the same bytes on any machine, on any day and under any culture.
/// </summary>
public static class PracticeGenerator
{
    private const int PatientsPerReport = 500;

    /// <summary>Writes a practice.</summary>
    /// <param name="options">Which one, and where to.</param>
    /// <param name="progress">Told every 500 patients and at the end.</param>
    /// <param name="cancellationToken">Stops between two patients; the files written so far are incomplete.</param>
    /// <exception cref="MigrationException"><c>UnknownSystem</c>; <c>InvalidPatientCount</c>; <c>OutputNotWritable</c>.</exception>
    public static GenerationResult Generate(
        GenerationOptions options, IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (options.System != "dentes")
        {
            throw new MigrationException("UnknownSystem", $"No practice can be generated for '{options.System}'. Use dentes.");
        }

        if (options.Patients < 1)
        {
            throw new MigrationException("InvalidPatientCount", "A practice has at least one patient; ask for 1 or more.");
        }

        try
        {
            Directory.CreateDirectory(options.Out);
            return Write(options, progress, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException("OutputNotWritable", $"The folder '{options.Out}' cannot be written to; check that it is yours and that there is room.", e);
        }
    }

    private static GenerationResult Write(GenerationOptions options, IProgress<GenerationProgress>? progress, CancellationToken cancellationToken)
    {
        var log = new TrapLog();
        using var clinics = new CsvSheet(options.Out, "Klinikler.csv", SheetColumns.Clinics, log);
        using var dentists = new CsvSheet(options.Out, "Hekimler.csv", SheetColumns.Dentists, log);
        using var patients = new CsvSheet(options.Out, "Hastalar.csv", SheetColumns.Patients, log);
        using var plans = new ReportWorkbook(
            options.Out, "Tedavi_Planlari.xlsx", "Tedavi Planları", "Toplam Tutar", SheetColumns.Plans, log, options.RowsPerSheet);
        using var procedures = new CsvSheet(options.Out, "Islemler.csv", SheetColumns.Procedures, log);
        using var appointments = new CsvSheet(options.Out, "Randevular.csv", SheetColumns.Appointments, log);
        Clinics.Write(clinics);
        Dentist.Write(dentists);

        var factory = new FamilyFactory(options.Seed);
        var traps = new TrapBook(factory);
        for (int n = 1; n <= options.Patients; n++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            PatientFamily family = factory.Make(n);
            if (options.Traps)
            {
                traps.Plant(n, family);
            }

            family.Patients.ForEach(patients.Write);
            family.Plans.ForEach(plans.Write);
            family.Procedures.ForEach(procedures.Write);
            family.Appointments.ForEach(appointments.Write);
            if (n % PatientsPerReport == 0 || n == options.Patients)
            {
                progress?.Report(new GenerationProgress(n, options.Patients));
            }
        }

        List<GeneratedFile> files =
            [clinics.Finish(), dentists.Finish(), patients.Finish(), plans.Finish(), procedures.Finish(), appointments.Finish()];
        if (options.Users is string users)
        {
            files.Add(Dentist.WriteUsers(users));
        }

        return new GenerationResult(files, log.Traps);
    }
}
