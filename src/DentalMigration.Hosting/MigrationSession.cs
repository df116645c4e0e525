using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Owners;
using DentalMigration.Schema;
using DentalMigration.Sources;

namespace DentalMigration.Hosting;

/// <summary>The usual way through a migration in one call: schema, owners, load.</summary>
public static class MigrationSession
{
    /// <summary>Makes what schema is missing, resolves the owners and opens the migration.</summary>
    /// <param name="map">The approved map.</param>
    /// <param name="source">The export.</param>
    /// <param name="target">The organisation.</param>
    /// <param name="place">The ledger; made when missing.</param>
    /// <param name="fallbackOwner">E-mail address of an enabled user, or a team's name.</param>
    /// <param name="schema">Told of each component made.</param>
    /// <param name="cancellationToken">Stops it; running again goes on.</param>
    public static Task<Migration> OpenAsync(
        MigrationMap map,
        ISource source,
        Target target,
        LedgerPlace place,
        string fallbackOwner,
        IProgress<SchemaItem>? schema,
        CancellationToken cancellationToken) =>
        OpenAsync(map, source, target, place, fallbackOwner, [], schema, cancellationToken);

    /// <summary>The same, with owners that a person decided on.</summary>
    public static async Task<Migration> OpenAsync(
        MigrationMap map,
        ISource source,
        Target target,
        LedgerPlace place,
        string fallbackOwner,
        IReadOnlyList<OwnerChoice> choices,
        IProgress<SchemaItem>? schema,
        CancellationToken cancellationToken)
    {
        // What would refuse the migration does so before schema is made that no ledger knows.
        Migration.DemandApproved(map, source);
        using (MigrationLedger? begun = MigrationLedger.Find(place, TimeProvider.System))
        {
            begun?.Bind(LedgerIdentity.Of(map, target.Who.OrganizationId));
        }

        source = await MapSource.DecideAsync(map, source, cancellationToken);
        OwnerMap owners = await OwnerResolver.ResolveAsync(
            source.Read("provider", cancellationToken), fallbackOwner, choices, target.Client, TimeProvider.System, cancellationToken);
        var definitions = new TargetDefinitions(target.Client, map);
        SchemaPlan plan = await SchemaPlanner.PlanAsync(map, target.Client, new SchemaOptions(), definitions, cancellationToken);
        await foreach (SchemaItem item in SchemaWriter.ApplyAsync(plan, target.Client, cancellationToken))
        {
            schema?.Report(item);
        }

        return await Migration.OpenAsync(
            new MigrationSetup
            {
                Map = map, Owners = owners, Source = source, Target = target.Client, FurtherUsers = target.FurtherUsers, Ledger = place,
            },
            plan.Missing.Any() ? new TargetDefinitions(target.Client, map) : definitions,
            cancellationToken);
    }
}
