using DentalMigration.Cli.Generation;
using DentalMigration.Sources;
using DentalMigration.Sources.Files;
using DentalMigration.Systems;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Generation;

/// <summary>Generated practices of one test, in a folder that goes with it.</summary>
internal sealed class Practice(string system) : IDisposable
{
    private readonly TempFolder _folder = new();

    public string Folder => _folder.Path;

    public SystemCatalog Catalog { get; } = SystemCatalog.Load(system);

    /// <summary>The objects an export has files of.</summary>
    public IEnumerable<CatalogObject> Objects => Catalog.Objects.Where(o => o.Files.Count > 0);

    public string File(string name) => _folder.File(name);

    public GenerationResult Generate(int patients, int seed = 1, double mess = 0.5, string? users = null, int rowsPerSheet = 1_000_000) =>
        PracticeGenerator.Generate(new GenerationOptions
        {
            System = system,
            Patients = patients,
            Seed = seed,
            Out = Folder,
            Mess = mess,
            Users = users,
            RowsPerSheet = rowsPerSheet,
        });

    public FileSource Open() => FileSource.Open(Folder, Catalog, TimeZoneInfo.Utc);

    public List<SourceRecord> Read(string objectName)
    {
        using FileSource source = Open();
        return [.. source.Read(objectName).ToBlockingEnumerable()];
    }

    /// <summary>Every record of every file.</summary>
    public List<SourceRecord> ReadAll() => [.. Objects.SelectMany(o => Read(o.Name))];

    /// <summary>The codes of what cannot be read in a record.</summary>
    public static List<string> Faults(SourceRecord record) => record.Fault is FieldFault fault
        ? [fault.Code]
        : [.. record.Object.Fields.Select(f => record.Read(f.Name).Fault?.Code).OfType<string>()];

    public void Dispose() => _folder.Dispose();
}
