using DentalMigration.Hosting.Preflight;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Schema;

namespace DentalMigration.Hosting;

/// <summary>The first step of every load: the organisation is the one that was named, and nothing about it would spoil the load silently.</summary>
public static class TargetGate
{
    private const string Confirmed = "confirmedorganization";

    /// <summary>Notes that a person named the organisation back.</summary>
    /// <param name="migration">The migration, open.</param>
    /// <param name="target">Its organisation.</param>
    /// <param name="expected">Id, name or first part of the host.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <exception cref="MigrationException"><c>WrongOrganization</c>.</exception>
    public static async Task ConfirmAsync(Migration migration, Target target, string expected, CancellationToken cancellationToken)
    {
        if (!await OrganizationName.IsAsync(target, expected, cancellationToken))
        {
            throw Wrong(target, expected);
        }

        string id = target.Who.OrganizationId.ToString("D");
        if (migration.Ledger.Get(Confirmed) != id)
        {
            migration.Ledger.Set(Confirmed, id);
            migration.Ledger.Audit.Append(new AuditEntry(Environment.UserName, 0, "confirm", null, "done", Note: $"organisation {expected.Trim()}"));
            migration.Ledger.Commit();
        }
    }

    /// <summary>Refuses an organisation that is not the one named, or that nobody names and no ledger knows: before schema is made in it.</summary>
    /// <param name="target">The organisation.</param>
    /// <param name="expected">Id, name or first part of the host; null where nobody named it.</param>
    /// <param name="place">The ledger, where the organisation may have been named before; need not exist.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <exception cref="MigrationException"><c>WrongOrganization</c>, <c>OrganizationNotConfirmed</c>.</exception>
    public static async Task DemandNamedAsync(Target target, string? expected, LedgerPlace place, CancellationToken cancellationToken)
    {
        if (expected is not null)
        {
            if (!await OrganizationName.IsAsync(target, expected, cancellationToken))
            {
                throw Wrong(target, expected);
            }
        }
        else if (!target.IsLocal)
        {
            using MigrationLedger? ledger = MigrationLedger.Find(place, TimeProvider.System);
            if (ledger?.Get(Confirmed) != target.Who.OrganizationId.ToString("D"))
            {
                throw await NotNamedAsync(target, cancellationToken);
            }
        }
    }

    /// <summary>Refuses a load whose organisation nobody named, or that something speaks against which nobody waived.</summary>
    /// <param name="migration">The migration, open.</param>
    /// <param name="target">Its organisation.</param>
    /// <param name="warn">Told what does not stop the load.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What it looked at of the map's schema, for the run that begins now.</returns>
    /// <exception cref="MigrationException"><c>OrganizationNotConfirmed</c>, <c>TargetNotReady</c>.</exception>
    public static Task<TargetDefinitions> DemandAsync(Migration migration, Target target, Action<string> warn, CancellationToken cancellationToken) =>
        DemandAsync(migration, target, target.IsLocal, warn, cancellationToken);

    /// <summary>The same, with a word on whether the organisation is on this machine and needs no naming.</summary>
    public static async Task<TargetDefinitions> DemandAsync(
        Migration migration, Target target, bool isLocal, Action<string> warn, CancellationToken cancellationToken)
    {
        if (!isLocal && migration.Ledger.Get(Confirmed) != target.Who.OrganizationId.ToString("D"))
        {
            throw await NotNamedAsync(target, cancellationToken);
        }

        var definitions = new TargetDefinitions(target.Client, migration.Setup.Map);
        var question = new PreflightQuestion
        {
            Map = migration.Setup.Map,
            Definitions = definitions,
            Source = migration.Setup.Source,
            Waivers = TargetWaivers.Of(migration.Ledger),
        };
        List<TargetFinding> findings = await TargetPreflight.CheckAsync(target, question, cancellationToken).ToListAsync(cancellationToken);
        BypassChoice.Set(migration.Ledger, findings.Any(f => f.Code == TargetCodes.BypassNotAllowed));
        migration.Ledger.Commit();
        List<TargetFinding> stops = [.. findings.Where(f => f.Stops)];
        if (stops.Count > 0)
        {
            string codes = string.Join(", ", stops.Select(f => f.Code).Distinct(StringComparer.Ordinal));
            throw new MigrationException(
                "TargetNotReady",
                $"The organisation is not ready ({codes}). {stops[0].Place}: {stops[0].Message} Test-MigrationTarget lists all; Approve-Migration -Waive goes on in spite of them.");
        }

        foreach (TargetFinding finding in findings.Where(f => f.Waiver is null))
        {
            warn($"{finding.Code}, {finding.Place}: {finding.Message}");
        }

        return definitions;
    }

    private static MigrationException Wrong(Target target, string expected) =>
        new("WrongOrganization", $"'{target.Name}' is not the organisation '{expected.Trim()}'. Connect to the one that is meant.");

    private static async Task<MigrationException> NotNamedAsync(Target target, CancellationToken cancellationToken) => new(
        "OrganizationNotConfirmed",
        $"This would write to the organisation '{await OrganizationName.OfAsync(target, cancellationToken)}' at {target.Name}. "
        + "Name it back: -ExpectedOrganization in New-Migration or Approve-Migration, --expected-organization on the console.");
}
