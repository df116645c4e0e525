using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Mapping;
using DentalMigration.Schema;

namespace DentalMigration.Hosting;

/// <summary>Something about an organisation that speaks against migrating into it.</summary>
/// <param name="Code">Stable id: <c>WrongOrganization</c>, <c>UserDisabled</c>, <c>SchemaConflict</c>, <c>SchemaMissing</c>.</param>
/// <param name="Place">What it is about.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record TargetProblem(string Code, string Place, string Message);

/// <summary>Looks at an organisation before anything is written. Reads only.</summary>
public static class TargetPreflight
{
    /// <summary>What speaks against the organisation; empty when nothing does.</summary>
    /// <param name="target">The organisation.</param>
    /// <param name="map">A map whose schema must fit; null to leave that out.</param>
    /// <param name="expected">Id, name or first part of the host of the organisation that is meant; null to leave that out.</param>
    /// <param name="needsSchema">True where the schema must be there already.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<IReadOnlyList<TargetProblem>> CheckAsync(
        Target target, MigrationMap? map, string? expected, bool needsSchema, CancellationToken cancellationToken)
    {
        var problems = new List<TargetProblem>();
        if (expected is not null && !await IsAsync(target, expected, cancellationToken))
        {
            problems.Add(new TargetProblem(
                "WrongOrganization", target.Name, $"'{target.Name}' is not the organisation '{expected}'. Connect to the one that is meant."));
        }

        string user = $"systemusers({target.Who.UserId:D})?$select=isdisabled";
        DataverseResponse me = await target.Client.SendAsync(new DataverseRequest(HttpMethod.Get, user), cancellationToken);
        if (me.Json().TryGetProperty("isdisabled", out JsonElement disabled) && disabled.ValueKind == JsonValueKind.True)
        {
            problems.Add(new TargetProblem("UserDisabled", target.Name, "The user signed in is disabled. Enable it, or sign in as another."));
        }

        if (map is not null)
        {
            SchemaPlan plan = await SchemaPlanner.PlanAsync(map, target.Client, cancellationToken);
            problems.AddRange(plan.Conflicts.Select(c => new TargetProblem("SchemaConflict", $"{c.Table}.{c.Name}", c.Description)));
            if (needsSchema)
            {
                problems.AddRange(plan.Missing.Select(m => new TargetProblem(
                    "SchemaMissing", $"{m.Table}.{m.Name}", $"{m.Kind} '{m.Name}' is missing. Run New-MigrationSchemaPlan and New-DataverseCustomTable.")));
            }
        }

        return problems;
    }

    private static async Task<bool> IsAsync(Target target, string expected, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(expected, out Guid id))
        {
            return id == target.Who.OrganizationId;
        }

        if (!target.IsLocal && target.Client.Connection.Url.Host.Split('.')[0].Equals(expected, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        await foreach (JsonElement row in target.Client.QueryAsync("organizations?$select=name", null, cancellationToken))
        {
            return row.TryGetProperty("name", out JsonElement name) && expected.Equals(name.GetString(), StringComparison.OrdinalIgnoreCase);
        }

        return false;
    }
}
