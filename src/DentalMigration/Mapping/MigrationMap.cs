using System.Text.Json.Serialization;
using DentalMigration.Mapping.Decisions;

namespace DentalMigration.Mapping;

/// <summary>
/// The decided way from a system's objects to Dataverse's tables. A JSON file a person reads, edits and approves; nothing moves without
/// an approval that covers its <see cref="MapHash"/>.
/// </summary>
public sealed record MigrationMap
{
    /// <summary>The JSON schema an editor checks the file against. Not part of the hash.</summary>
    [JsonPropertyName("$schema")]
    [JsonPropertyOrder(-1)]
    public string? Schema { get; init; }

    /// <summary>Version of the file format; 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The source system's short name: <c>dentes</c>.</summary>
    public required string System { get; init; }

    /// <summary>Names the practice, so that two practices with the same patient numbers never share a row id.</summary>
    public string Scope { get; init; } = "default";

    /// <summary>Publisher prefix of the tables and columns the migration makes; 2 to 8 lower-case letters and digits.</summary>
    public string Prefix { get; init; } = "new";

    /// <summary>ISO 4217 code of the practice's money.</summary>
    public required string Currency { get; init; }

    /// <summary>Other currencies amounts may be in: ISO 4217 code → units of it for one unit of <see cref="Currency"/>, the rate a new currency row is made with.</summary>
    public IReadOnlyDictionary<string, decimal> Currencies { get; init; } = new Dictionary<string, decimal>();

    /// <summary>Keeps custom plug-ins, workflows and flows quiet while loading (<c>MSCRM.BypassBusinessLogicExecution</c>).</summary>
    public bool BypassBusinessLogic { get; init; } = true;

    /// <summary>What the files, sheets, tables or paths of the export are taken for; null in a map made without an export, which reads what is recognised.</summary>
    public IReadOnlyList<PlaceMap>? Places { get; init; }

    /// <summary>Whether forms, views, charts and an app are made as well; a rehearsal can do without.</summary>
    public bool Interface { get; init; } = true;

    /// <summary>
    /// Who may read and write the secured columns, beside the user who migrates and the system administrators: e-mail addresses of users,
    /// names of teams.
    /// </summary>
    public IReadOnlyList<string> SecuredFor { get; init; } = [];

    /// <summary>Named value maps, for columns to share: name → source word → option value. A column says which one it has.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>>? ValueMaps { get; init; }

    /// <summary>The objects in the order they load: parents before children.</summary>
    public required IReadOnlyList<ObjectMap> Objects { get; init; }

    /// <summary>Who approved it; null while nobody has. Not part of the hash.</summary>
    public MapApproval? Approval { get; init; }

    /// <summary>True when somebody approved exactly this map.</summary>
    [JsonIgnore]
    public bool IsApproved => Approval is not null && Approval.Hash == MapHash.Of(this);

    /// <summary>The map of one object, or null when the map leaves it out.</summary>
    public ObjectMap? Find(string objectName) => Objects.FirstOrDefault(o => o.Object == objectName);
}
