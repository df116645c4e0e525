using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Mapping.Rows;
using DentalMigration.Schema;
using DentalMigration.Sources;

namespace DentalMigration.Benchmarks.Micro;

/// <summary>What the inner loops work on: an export's patients, as file, records and rows.</summary>
internal sealed class MicroGround : IDisposable
{
    /// <summary>Patients of the export.</summary>
    public const int Patients = 10_000;

    /// <summary>How many of them are held in memory, as records and as rows.</summary>
    public const int Held = 1_000;

    /// <summary>Rows sent, or noted, at once.</summary>
    public const int Batch = 100;

    private const string Object = "patient";

    private static readonly Guid Currency = new("0d3a7100-0000-8000-8000-000000000002");

    private MicroGround(Stand stand, ISource source, RowMapper mapper, IReadOnlyList<SourceRecord> records)
    {
        Stand = stand;
        Source = source;
        Mapper = mapper;
        Records = records;
        Rows = [.. records.Select(mapper.MapRow)];
        if (Rows.FirstOrDefault(r => r.Problem is not null)?.Problem is { } problem)
        {
            throw new InvalidOperationException($"A patient cannot be mapped: {problem.Code}.");
        }
    }

    /// <summary>The ground of this process; the classes measured are made by BenchmarkDotNet and can be given none.</summary>
    public static MicroGround Current { get; private set; } = null!;

    /// <summary>Where ledgers go.</summary>
    public Stand Stand { get; }

    /// <summary>The export.</summary>
    public ISource Source { get; }

    /// <summary>Maps a patient.</summary>
    public RowMapper Mapper { get; }

    /// <summary>The first <see cref="Held"/> patients.</summary>
    public IReadOnlyList<SourceRecord> Records { get; }

    /// <summary>Their rows.</summary>
    public IReadOnlyList<MappedRow> Rows { get; }

    /// <summary>The patients, as a load reads them.</summary>
    public IAsyncEnumerable<SourceRecord> Read() => Source.Read(Object);

    /// <summary>Makes the export, an organisation with the schema, and a mapper bound to it.</summary>
    /// <param name="stand">Where all of it goes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<MicroGround> PrepareAsync(Stand stand, CancellationToken cancellationToken)
    {
        ISource source = SourceOpener.OpenFolder(stand.System, await stand.GenerateAsync("export", Patients));
        MigrationMap map = MapApprover.Approve(
            await MapProposer.ProposeAsync(DefaultMap.Create(stand.System), source, null, cancellationToken), "benchmark", TimeProvider.System, ignoreOpen: true);
        using Target target = await TargetOpener.OpenEmbeddedAsync(stand.Organisation, [], map.Currency, [], cancellationToken);
        using Migration migration = await MigrationSession.OpenAsync(map, source, target, stand.NewLedger(), "admin@contoso.com", null, cancellationToken);
        var shared = new MappingContext(
            map,
            migration.Setup.Owners,
            new EveryRow(),
            source.TimeZone,
            DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
            new Dictionary<string, Guid> { [map.Currency] = Currency },
            Currency,
            new Dictionary<string, Guid>())
        {
            Catalog = source.Catalog,
        };
        RowMapper mapper = RowMapperFactory.Create(shared, map.Find(Object)!, source.Catalog, await TargetReader.ReadAsync(target.Client, map, cancellationToken));
        List<SourceRecord> records = await source.Read(Object, cancellationToken).Take(Held).ToListAsync(cancellationToken);
        return Current = new MicroGround(stand, source, mapper, records);
    }

    public void Dispose() => Source.Dispose();

    /// <summary>Every record has its row, so that what is measured is the mapper and not the ledger.</summary>
    private sealed class EveryRow : IRowDirectory
    {
        private static readonly RowEntry Written = new(RowPresence.Written, new Guid("0d3a7100-0000-8000-8000-000000000001"));

        public RowEntry Find(string objectName, string key) => Written;

        public Guid? FindForeignId(string objectName, string key) => null;

        public string? FindKey(string objectName, string field, string value) => value;

        public bool IsExported(string objectName, string key) => true;
    }
}
