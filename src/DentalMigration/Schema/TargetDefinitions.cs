using DentalMigration.Dataverse;
using DentalMigration.Mapping;

namespace DentalMigration.Schema;

/// <summary>
/// What an organisation has of the tables, global choices, currencies and roles of a map, each read when it is first asked for and then no more. It lasts for
/// one look: one run, or one opening of a migration. Whoever makes schema, or begins another run, takes a new one. Thread-safe.
/// </summary>
/// <param name="client">The organisation.</param>
/// <param name="map">The map.</param>
public sealed class TargetDefinitions(DataverseClient client, MigrationMap map)
{
    private readonly Lock _gate = new();
    private Task<IReadOnlyDictionary<string, TableMetadata>>? _tables;
    private Task<IReadOnlyDictionary<string, ChoiceMetadata>>? _choices;
    private Task<IReadOnlyDictionary<string, Guid>>? _currencies;
    private Task<IReadOnlyDictionary<string, Guid>>? _roles;

    /// <summary>The tables that are there, by logical name.</summary>
    public Task<IReadOnlyDictionary<string, TableMetadata>> TablesAsync(CancellationToken cancellationToken) =>
        Once(ref _tables, () => client.Metadata.GetTablesAsync(map.Objects.Select(o => o.Table), cancellationToken));

    /// <summary>The global choices that are there, by name.</summary>
    public Task<IReadOnlyDictionary<string, ChoiceMetadata>> ChoicesAsync(CancellationToken cancellationToken) => Once(
        ref _choices, () => FindAsync(ChoicePlan.Names(map).Values, name => client.Metadata.GetGlobalChoiceAsync(name, cancellationToken), c => c));

    /// <summary>The currencies that are there, by code.</summary>
    public Task<IReadOnlyDictionary<string, Guid>> CurrenciesAsync(CancellationToken cancellationToken) => Once(
        ref _currencies, () => FindAsync(map.Currencies.Keys.Prepend(map.Currency), code => SchemaPlanner.FindCurrencyAsync(client, code, cancellationToken), id => id!.Value));

    /// <summary>The connection roles that are there, by name.</summary>
    public Task<IReadOnlyDictionary<string, Guid>> RolesAsync(CancellationToken cancellationToken) =>
        Once(ref _roles, () => RolePlan.FindAsync(map, client, cancellationToken));

    private Task<T> Once<T>(ref Task<T>? read, Func<Task<T>> reader)
    {
        lock (_gate)
        {
            return read ??= reader();
        }
    }

    private static async Task<IReadOnlyDictionary<string, T>> FindAsync<TFound, T>(IEnumerable<string> names, Func<string, Task<TFound?>> find, Func<TFound, T> of)
    {
        (string Name, TFound? Found)[] found = await Task.WhenAll(names.Distinct().Select(async name => (name, await find(name))));
        return found.Where(f => f.Found is not null).ToDictionary(f => f.Name, f => of(f.Found!), StringComparer.Ordinal);
    }
}
