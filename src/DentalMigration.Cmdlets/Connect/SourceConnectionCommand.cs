using System.Data.Common;
using System.Management.Automation;
using System.Net;
using System.Security;
using DentalMigration.Sources.Database;
using DentalMigration.Sources.Rest;

namespace DentalMigration.Commands;

/// <summary>
/// Base of the cmdlets that reach an export: by a path, by a database's connection string or open connection, or by a REST endpoint's
/// address.
/// </summary>
public abstract class SourceConnectionCommand : PipelineCmdlet
{
    /// <summary>The folder of the export, or a single file of it; with * and ? where they match one.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string Path { get; set; } = "";

    /// <summary>A built-in database provider.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Database")]
    [ValidateSet("Sqlite", "Npgsql")]
    public string Provider { get; set; } = "";

    /// <summary>Another database provider's factory, such as SQL Server's or ODBC's, from an assembly the session has loaded.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Factory")]
    public DbProviderFactory ProviderFactory { get; set; } = null!;

    /// <summary>The database's connection string. Its login should be one that may only read.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Database")]
    [Parameter(Mandatory = true, ParameterSetName = "Factory")]
    public SecureString ConnectionString { get; set; } = null!;

    /// <summary>A database connection that is open already. One object is read at a time, and a later session cannot go on by itself.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Connection")]
    public DbConnection Connection { get; set; } = null!;

    /// <summary>Address of a REST endpoint; https, or http for this machine. It needs -Profile.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Rest")]
    [Parameter(Mandatory = true, ParameterSetName = "Basic")]
    [Parameter(Mandatory = true, ParameterSetName = "Bearer")]
    [Parameter(Mandatory = true, ParameterSetName = "ApiKey")]
    public Uri Uri { get; set; } = null!;

    /// <summary>User and password for the endpoint (basic authentication).</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Basic")]
    [Credential]
    public PSCredential Credential { get; set; } = PSCredential.Empty;

    /// <summary>Token for the endpoint.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Bearer")]
    public SecureString BearerToken { get; set; } = null!;

    /// <summary>Key for the endpoint.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ApiKey")]
    public SecureString ApiKey { get; set; } = null!;

    /// <summary>The header the key travels in.</summary>
    [Parameter(ParameterSetName = "ApiKey")]
    [ValidatePattern("^[A-Za-z0-9-]+$")]
    public string ApiKeyHeader { get; set; } = "X-Api-Key";

    /// <summary>A source profile: the JSON file that says which file, table or path and which column is what. New-MigrationSourceProfile proposes one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Profile { get; set; }

    /// <summary>The argument of -LiteralPath, which not every command takes from the pipeline.</summary>
    private protected abstract string Literal { get; }

    /// <summary>Full path of the folder or file.</summary>
    private protected string FolderPath => ParameterSetName == "LiteralPath" ? ResolvePath(Literal) : FilePaths.FindOne(this, Path);

    private protected override object? Subject => Kind switch
    {
        SourceKind.Files => ParameterSetName == "LiteralPath" ? Literal : Path,
        SourceKind.Rest => Uri,
        SourceKind.Database => Provider.Length > 0 ? Provider : ParameterSetName,
        _ => null,
    };

    /// <summary>The profile's full path, or null.</summary>
    private protected string? ProfilePath => Profile is null ? null : ResolvePath(Profile);

    /// <summary>The kind of source the parameters name.</summary>
    private protected SourceKind Kind => ParameterSetName switch
    {
        "Path" or "LiteralPath" => SourceKind.Files,
        "Database" or "Factory" or "Connection" => SourceKind.Database,
        "Rest" or "Basic" or "Bearer" or "ApiKey" => SourceKind.Rest,
        _ => SourceKind.None,
    };

    private protected DatabaseAddress Address() => Guard(() => ParameterSetName switch
    {
        "Database" => DatabaseAddress.BuiltIn(Provider, Text(ConnectionString)),
        "Factory" => DatabaseAddress.Of(ProviderFactory, Text(ConnectionString)),
        _ => DatabaseAddress.Of(Connection),
    });

    private protected RestOptions Endpoint() => new(Uri)
    {
        SignIn = ParameterSetName switch
        {
            "Basic" => RestSignIn.Basic(Credential.UserName, Credential.Password),
            "Bearer" => RestSignIn.Bearer(BearerToken),
            "ApiKey" => RestSignIn.ApiKey(ApiKeyHeader, ApiKey),
            _ => RestSignIn.None,
        },
    };

    private static string Text(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;
}
