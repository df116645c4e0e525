using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Reports.Writing;
using DentalMigration.Sources;

namespace DentalMigration.Reports.Workflows;

/// <summary>
/// The definitions of workflows, reminders, billing rules and templates of an export, which do not migrate, as a reference to rebuild them
/// from in Power Automate. Holds nothing of patients.
/// </summary>
/// <param name="System">Name of the system, for people: <c>Dr.DENTES</c>.</param>
/// <param name="Source">Name of the export.</param>
/// <param name="Map">Who approved the map, or that it is a proposal.</param>
/// <param name="TimeZone">IANA id of the practice's zone.</param>
/// <param name="Entries">The definitions, in the order of the export.</param>
/// <param name="Unusable">Lines that are no record and are left out.</param>
public sealed record WorkflowReference(string System, string Source, string Map, string TimeZone, IReadOnlyList<WorkflowEntry> Entries, int Unusable)
{
    /// <summary>Reads the definitions of an export and what each becomes.</summary>
    /// <param name="source">The export.</param>
    /// <param name="map">The map, approved or proposed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException"><c>MapForAnotherSystem</c>; or a file cannot be read at all.</exception>
    public static async Task<WorkflowReference> ReadAsync(ISource source, MigrationMap map, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(map);
        if (map.System != source.Catalog.System)
        {
            throw new MigrationException("MapForAnotherSystem", $"The map is of {map.System}, the export of {source.Catalog.System}. Give the map that was made for this export.");
        }

        source = await MapSource.DecideAsync(map, source, cancellationToken);
        (IReadOnlyList<WorkflowDefinition> definitions, int unusable) = await WorkflowDefinition.ReadAsync(source, cancellationToken);
        var interpreter = new WorkflowInterpreter(map, source.Catalog, source.TimeZone);
        return new WorkflowReference(
            source.Catalog.Label,
            source.Name,
            map.IsApproved ? $"approved by {map.Approval!.Approver}" : "a proposal that nobody has approved",
            source.TimeZone.Id,
            [.. definitions.Select(interpreter.Read)],
            unusable);
    }

    /// <summary>Refuses a file that is not called a PDF, before any work is done.</summary>
    /// <exception cref="MigrationException"><c>ReportFormatUnknown</c>.</exception>
    public static void DemandPdf(string path)
    {
        if (!Path.GetExtension(path).Equals(".pdf", StringComparison.OrdinalIgnoreCase))
        {
            throw new MigrationException("ReportFormatUnknown", $"The workflow reference is a PDF: give '{path}' the extension .pdf.");
        }
    }

    /// <summary>Writes the PDF over what was there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="made">The time to print.</param>
    /// <exception cref="MigrationException"><c>ReportFormatUnknown</c>, <c>ReportNotWritable</c>.</exception>
    public void Write(string path, DateTimeOffset made)
    {
        DemandPdf(path);
        ReportFile.Write(path, isPrivate: false, stream => new WorkflowPages(this, made).Write(stream));
    }
}
