using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Schema;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Schema;

/// <summary>Schemas made in an embedded organisation over its Web API, and what comes of them.</summary>
public abstract class SchemaTest : IAsyncLifetime
{
    protected Cutover Cutover { get; private set; } = null!;

    protected DataverseClient Client => Cutover.Target.Client;

    public async ValueTask InitializeAsync() => Cutover = await Cutover.StartAsync();

    public ValueTask DisposeAsync()
    {
        Cutover.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected Task<SchemaPlan> PlanAsync(MigrationMap map, SchemaOptions? options = null) =>
        SchemaPlanner.PlanAsync(map, Client, options ?? new SchemaOptions(), CancellationToken.None);

    protected async Task<IReadOnlyList<SchemaItem>> MakeAsync(MigrationMap map, SchemaOptions? options = null) =>
        await SchemaWriter.ApplyAsync(await PlanAsync(map, options), Client, CancellationToken.None).ToListAsync();

    /// <summary>Makes what is missing and binds a ledger to the organisation, but loads nothing.</summary>
    protected async Task OpenAsync(MigrationMap? map = null)
    {
        using Migration migration = await Cutover.OpenAsync(Repository.Example, map);
    }

    protected Task<List<JsonElement>> RowsAsync(string url) => Client.QueryAsync(url, null, CancellationToken.None).ToListAsync().AsTask();

    /// <summary>The map with a column of an object changed.</summary>
    protected static MigrationMap With(MigrationMap map, string objectName, string column, Func<ColumnMap, ColumnMap> change) => map with
    {
        Objects = [.. map.Objects.Select(o => o.Object != objectName ? o : o with { Columns = [.. o.Columns.Select(c => c.Column == column ? change(c) : c)] })],
    };

    /// <summary>The map with an object changed.</summary>
    protected static MigrationMap With(MigrationMap map, string objectName, Func<ObjectMap, ObjectMap> change) =>
        map with { Objects = [.. map.Objects.Select(o => o.Object == objectName ? change(o) : o)] };
}
