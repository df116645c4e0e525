using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Mapping;
using DentalMigration.Schema;

namespace DentalMigration.Hosting.Preflight;

/// <summary>What the checks of one pre-flight share, read once.</summary>
internal sealed class PreflightContext(Target target, PreflightQuestion question)
{
    private readonly Dictionary<string, IReadOnlyList<Guid>> _lacking = new(StringComparer.Ordinal);
    private SchemaPlan? _plan;
    private JsonElement? _organization;
    private List<JsonElement>? _processes;

    public Target Target { get; } = target;

    public DataverseClient Client => Target.Client;

    public PreflightQuestion Question { get; } = question;

    public MigrationMap? Map => Question.Map;

    /// <summary>Logical names of the tables that rows are created in.</summary>
    public IReadOnlySet<string> Tables { get; } =
        question.Map?.Objects.Where(o => o.Action == MapAction.Create).Select(o => o.Table).ToHashSet(StringComparer.Ordinal) ?? [];

    /// <summary>The schema the map needs; only where there is a map.</summary>
    public async Task<SchemaPlan> PlanAsync(CancellationToken cancellationToken) =>
        _plan ??= await SchemaPlanner.PlanAsync(Map!, Client, cancellationToken);

    /// <summary>The organisation's row.</summary>
    public async Task<JsonElement> OrganizationAsync(CancellationToken cancellationToken) =>
        _organization ??= await Client.QueryAsync("organizations?$select=name,languagecode,_basecurrencyid_value", null, cancellationToken).FirstAsync(cancellationToken);

    /// <summary>The active definitions of workflows, business rules and cloud flows.</summary>
    public async Task<IReadOnlyList<JsonElement>> ProcessesAsync(CancellationToken cancellationToken) => _processes ??= await Client
        .QueryAsync("workflows?$select=name,category,type,mode,primaryentity,processtriggerscope,clientdata&$filter=statecode eq 1 and type eq 1", null, cancellationToken)
        .ToListAsync(cancellationToken);

    /// <summary>True where the first user signed in, who makes the schema, has a privilege.</summary>
    public async Task<bool> MayAsync(string privilege, CancellationToken cancellationToken) =>
        !(await LackingAsync(privilege, cancellationToken)).Contains(Target.Who.UserId);

    /// <summary>The users signed in who lack a privilege: they have it neither by a role of their own nor of a team.</summary>
    public async Task<IReadOnlyList<Guid>> LackingAsync(string privilege, CancellationToken cancellationToken)
    {
        if (!_lacking.TryGetValue(privilege, out IReadOnlyList<Guid>? lacking))
        {
            var without = new List<Guid>();
            foreach ((DataverseClient client, WhoAmI user) in Target.Clients.Zip(Target.Users))
            {
                if (!await HasAsync(client, user.UserId, privilege, cancellationToken))
                {
                    without.Add(user.UserId);
                }
            }

            _lacking.Add(privilege, lacking = without);
        }

        return lacking;
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
