using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Mapping;
using DentalMigration.Schema;

namespace DentalMigration.Hosting.Preflight;

/// <summary>What the checks of one pre-flight share, read once though they ask side by side.</summary>
internal sealed class PreflightContext
{
    private readonly Lazy<Task<SchemaPlan>> _plan;
    private readonly Lazy<Task<JsonElement>> _organization;
    private readonly Lazy<Task<List<JsonElement>>> _processes;

    public PreflightContext(Target target, PreflightQuestion question, CancellationToken cancellationToken)
    {
        Target = target;
        Question = question;
        Tables = question.Map?.Objects.Where(o => o.Action == MapAction.Create).Select(o => o.Table).ToHashSet(StringComparer.Ordinal) ?? [];
        Definitions = question.Definitions ?? (question.Map is { } map ? new TargetDefinitions(Client, map) : null);
        _plan = new(() => SchemaPlanner.PlanAsync(Map!, Client, Definitions!, cancellationToken));
        _organization = new(() => Client.QueryAsync("organizations?$select=name,languagecode,_basecurrencyid_value", null, cancellationToken)
            .FirstAsync(cancellationToken).AsTask());
        _processes = new(() => Client
            .QueryAsync("workflows?$select=name,category,type,mode,primaryentity,processtriggerscope,clientdata&$filter=statecode eq 1 and type eq 1", null, cancellationToken)
            .ToListAsync(cancellationToken).AsTask());
    }

    public Target Target { get; }

    public DataverseClient Client => Target.Client;

    public PreflightQuestion Question { get; }

    public MigrationMap? Map => Question.Map;

    /// <summary>Logical names of the tables that rows are created in.</summary>
    public IReadOnlySet<string> Tables { get; }

    /// <summary>What there is of the map's schema; null where there is no map.</summary>
    public TargetDefinitions? Definitions { get; }

    /// <summary>The schema the map needs; only where there is a map.</summary>
    public Task<SchemaPlan> PlanAsync() => _plan.Value;

    /// <summary>The organisation's row.</summary>
    public Task<JsonElement> OrganizationAsync() => _organization.Value;

    /// <summary>The active definitions of workflows, business rules and cloud flows.</summary>
    public Task<List<JsonElement>> ProcessesAsync() => _processes.Value;

    /// <summary>True where the first user signed in, who makes the schema, has a privilege.</summary>
    public async Task<bool> MayAsync(string privilege, CancellationToken cancellationToken) =>
        !(await LackingAsync(privilege, cancellationToken)).Contains(Target.Who.UserId);

    /// <summary>The users signed in who lack a privilege: they have it neither by a role of their own nor of a team.</summary>
    public async Task<IReadOnlyList<Guid>> LackingAsync(string privilege, CancellationToken cancellationToken)
    {
        bool[] have = await Task.WhenAll(Target.Clients.Zip(Target.Users, (client, user) => HasAsync(client, user.UserId, privilege, cancellationToken)));
        return [.. Target.Users.Zip(have).Where(u => !u.Second).Select(u => u.First.UserId)];
    }

    /// <summary>For a sentence: the user, or which of several.</summary>
    public string Name(IReadOnlyList<Guid> users) =>
        Target.Users.Count == 1 ? "The user" : $"User {string.Join(" and ", users.Select(u => u.ToString("D")))}";

    private static async Task<bool> HasAsync(DataverseClient client, Guid user, string privilege, CancellationToken cancellationToken)
    {
        DataverseResponse answer = await client.SendAsync(
            new DataverseRequest(
                HttpMethod.Get, $"systemusers({user:D})/Microsoft.Dynamics.CRM.RetrieveUserPrivilegeByPrivilegeName(PrivilegeName='{privilege}')"),
            cancellationToken);
        return answer.Json().TryGetProperty("RolePrivileges", out JsonElement roles) && roles.ValueKind == JsonValueKind.Array && roles.GetArrayLength() > 0;
    }
}
