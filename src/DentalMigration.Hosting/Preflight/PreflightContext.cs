using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Mapping;
using DentalMigration.Schema;

namespace DentalMigration.Hosting.Preflight;

/// <summary>What the checks of one pre-flight share, read once.</summary>
internal sealed class PreflightContext(Target target, PreflightQuestion question)
{
    private readonly Dictionary<string, bool> _privileges = new(StringComparer.Ordinal);
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

    /// <summary>True where the user signed in has a privilege, by a role of its own or of a team.</summary>
    public async Task<bool> MayAsync(string privilege, CancellationToken cancellationToken)
    {
        if (!_privileges.TryGetValue(privilege, out bool may))
        {
            DataverseResponse answer = await Client.SendAsync(
                new DataverseRequest(
                    HttpMethod.Get,
                    $"systemusers({Target.Who.UserId:D})/Microsoft.Dynamics.CRM.RetrieveUserPrivilegeByPrivilegeName(PrivilegeName='{privilege}')"),
                cancellationToken);
            may = answer.Json().TryGetProperty("RolePrivileges", out JsonElement roles) && roles.ValueKind == JsonValueKind.Array && roles.GetArrayLength() > 0;
            _privileges.Add(privilege, may);
        }

        return may;
    }
}
