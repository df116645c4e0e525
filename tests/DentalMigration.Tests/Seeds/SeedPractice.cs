using System.Text;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Emulator;
using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Sources;
using DentalMigration.Tests.Golden;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Seeds;

/// <summary>A practice with one record of each object, migrated once by the map that ships, and read back through the Web API.</summary>
public abstract class SeedPractice(string system) : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private Target? _target;

    /// <summary>The objects the run went over, by name.</summary>
    public IReadOnlyDictionary<string, long> Written { get; private set; } = new Dictionary<string, long>();

    public async ValueTask InitializeAsync()
    {
        using GoldenExport export = GoldenExport.Write(system);
        AddColumn(Path.Combine(export.Path, system == "dentes" ? "Hastalar.csv" : "Patients.csv"), "Treatment Phase", "Prosthetic");
        AddColumn(Path.Combine(export.Path, system == "dentes" ? "Islemler.csv" : "Procedures.csv"), "Rx Until", system == "dentes" ? "31.12.2026" : "12/31/2026");
        using ISource source = SourceOpener.OpenFolder(system, export.Path);
        MigrationMap proposed = await MapProposer.ProposeAsync(DefaultMap.Create(system), source, null, CancellationToken.None);
        MigrationMap map = proposed with
        {
            Places = [.. proposed.Places!.Select(p => p with { Headers = [.. p.Headers.Select(h => h.Decision == Decision.Open ? h with { Decision = Decision.Custom } : h)] })],
        };
        var options = new EmbeddedDataverseOptions
        {
            BaseCurrencyCode = map.Currency,
            Users = [new("Mehmet Demir", "mehmet.demir@example.com"), new("Emily Carter", "emily.carter@example.com")],
        };
        _target = await Target.OpenEmbeddedAsync(_folder.File("contoso.db"), options, CancellationToken.None);
        using Migration migration = await MigrationSession.OpenAsync(
            MapApprover.Approve(map, "test@contoso.com", TimeProvider.System), source, _target, _folder.File("seed.ledger"), "admin@contoso.com", null, CancellationToken.None);
        RunResult result = await migration.LoadAsync(null, null, CancellationToken.None);
        Written = result.Objects.ToDictionary(o => o.Object, o => o.Created + o.Updated);
    }

    /// <summary>The one row a query finds, with the formatted values of choices and lookups.</summary>
    public async Task<JsonElement> OneAsync(string query) => Assert.Single(await AllAsync(query));

    /// <summary>All rows a query finds.</summary>
    public async Task<IReadOnlyList<JsonElement>> AllAsync(string query) =>
        await _target!.Client.QueryAsync(query, new QueryOptions { Annotations = QueryAnnotations.Formatted }, CancellationToken.None).ToListAsync();

    public ValueTask DisposeAsync()
    {
        _target?.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Adds a column that no catalog knows: its value in every record.</summary>
    private static void AddColumn(string path, string header, string value)
    {
        string[] lines = File.ReadAllText(path).Split("\r\n");
        File.WriteAllText(path, string.Join("\r\n", lines.Select((line, i) => line.Length == 0 ? line : $"{line};\"{(i == 0 ? header : value)}\"")), Encoding.UTF8);
    }
}

public sealed class DentesPractice() : SeedPractice("dentes");

public sealed class DentalExecPractice() : SeedPractice("dental-exec");
