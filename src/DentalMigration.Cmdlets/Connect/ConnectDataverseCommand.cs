using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using DentalMigration.Hosting;

namespace DentalMigration.Commands;

/// <summary>
/// Connects to a Dataverse organisation, or opens an embedded one in a file, and makes it the runspace's current target. Several application
/// users share the work of a run, each within the service's limits of its own; the first one makes schema and signs for what is done.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "Dataverse", DefaultParameterSetName = "Embedded")]
[OutputType(typeof(DataverseTarget))]
public sealed class ConnectDataverseCommand : PipelineCmdlet
{
    /// <summary>Address of the organisation; https, or http for this machine.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Local")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ManagedIdentity")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Credential")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ClientSecret")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Certificate")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Thumbprint")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "DeviceCode")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "AzureCli")]
    public Uri Url { get; set; } = null!;

    /// <summary>File of an embedded organisation; made when missing.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Embedded")]
    public string Embedded { get; set; } = "";

    /// <summary>Users of a new embedded organisation: objects with fullname, email, isdisabled and, where it is not a salesperson, role.</summary>
    [Parameter(ParameterSetName = "Embedded")]
    public PSObject[] User { get; set; } = [];

    /// <summary>ISO code of a new embedded organisation's base currency.</summary>
    [Parameter(ParameterSetName = "Embedded")]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    [ValidatePattern("^[A-Z]{3}$")]
    public string? BaseCurrency { get; set; }

    /// <summary>Users of an organisation on this machine by e-mail address, id or application id; the administrator when left out.</summary>
    [Parameter(ParameterSetName = "Embedded")]
    [Parameter(ParameterSetName = "Local")]
    [ValidateNotNullOrEmpty]
    public string[] SignInAs { get; set; } = [];

    /// <summary>Application users: each user name is an application's id, each password its secret.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Credential")]
    public PSCredential[] Credential { get; set; } = [];

    /// <summary>Signs in as the managed identity of the machine.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ManagedIdentity")]
    public SwitchParameter ManagedIdentity { get; set; }

    /// <summary>The applications, or the user-assigned managed identities: several share the work.</summary>
    [Parameter(ParameterSetName = "ManagedIdentity")]
    [Parameter(Mandatory = true, ParameterSetName = "ClientSecret")]
    [Parameter(Mandatory = true, ParameterSetName = "Certificate")]
    [Parameter(Mandatory = true, ParameterSetName = "Thumbprint")]
    [ValidateNotNullOrEmpty]
    public string[] ClientId { get; set; } = [];

    /// <summary>The tenant's id or domain.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Credential")]
    [Parameter(Mandatory = true, ParameterSetName = "ClientSecret")]
    [Parameter(Mandatory = true, ParameterSetName = "Certificate")]
    [Parameter(Mandatory = true, ParameterSetName = "Thumbprint")]
    [Parameter(ParameterSetName = "DeviceCode")]
    [ValidateNotNullOrEmpty]
    public string? TenantId { get; set; }

    /// <summary>The applications' secrets, one for each client id in the same order.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ClientSecret")]
    public SecureString[] ClientSecret { get; set; } = [];

    /// <summary>The applications' certificates with their private keys: one for each client id in the same order, or one for all.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Certificate")]
    public X509Certificate2[] Certificate { get; set; } = [];

    /// <summary>Thumbprints of certificates in the user's or the machine's store: one for each client id in the same order, or one for all.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Thumbprint")]
    [ValidateNotNullOrEmpty]
    public string[] CertificateThumbprint { get; set; } = [];

    /// <summary>Signs in as a person with a code typed on another device.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "DeviceCode")]
    public SwitchParameter DeviceCode { get; set; }

    /// <summary>Signs in as whoever is signed in to the Azure CLI.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "AzureCli")]
    public SwitchParameter AzureCli { get; set; }

    private protected override object? Subject => ParameterSetName == "Embedded" ? Embedded : Url;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        RunspaceState state = RunspaceState.Current;
        string? path = ParameterSetName == "Embedded" ? ResolvePath(Embedded) : null;
        if (path is not null && state.FindEmbedded(path) is { } open)
        {
            if (SignInAs.Length > 0)
            {
                Fail(new MigrationException("EmbeddedInUse", $"'{open.Name}' is open already. Run Disconnect-Dataverse, then connect again as the users that are meant."));
            }

            WriteVerbose($"'{open.Name}' is open already.");
            state.Use(open);
            WriteObject(open);
            return;
        }

        TargetUser[] users = Guard(() => User.Select(UserRows.Convert).ToArray());
        RunOnPipeline(async (pipeline, stop) =>
        {
            Target target = path is not null
                ? await TargetOpener.OpenEmbeddedAsync(path, users, BaseCurrency, SignIns(state), stop).ConfigureAwait(false)
                : await TargetOpener.ConnectAsync(Url, SignIns(state), stop).ConfigureAwait(false);
            var connected = new DataverseTarget(target, path);
            state.Use(connected);
            pipeline.Write(connected);
        });
    }

    private IReadOnlyList<SignIn> SignIns(RunspaceState state) => ParameterSetName switch
    {
        "Credential" => [.. Credential.Select(c => SignIn.ClientSecret(TenantId!, c.UserName, c.Password))],
        "ManagedIdentity" => ClientId.Length > 0 ? [.. ClientId.Select(SignIn.ManagedIdentity)] : [SignIn.ManagedIdentity(null)],
        "ClientSecret" => [.. ForEach(ClientSecret, "secrets", mayShare: false).Select(p => SignIn.ClientSecret(TenantId!, p.Id, p.Proof))],
        "Certificate" => [.. ForEach(Certificate, "certificates", mayShare: true).Select(p => SignIn.Certificate(TenantId!, p.Id, p.Proof))],
        "Thumbprint" => [.. ForEach(CertificateThumbprint, "thumbprints", mayShare: true)
            .Select(p => SignIn.Certificate(TenantId!, p.Id, CertificateStore.Find(p.Proof)))],
        "DeviceCode" => [SignIn.DeviceCode(TenantId, text => state.Relay?.Warn(text))], // the code may be asked for again in a later command
        "AzureCli" => [SignIn.AzureCli()],
        _ => SignInAs.Length > 0 ? [.. SignInAs.Select(SignIn.As)] : [SignIn.None],
    };

    /// <summary>Each client id with what proves it.</summary>
    private IEnumerable<(string Id, T Proof)> ForEach<T>(T[] proofs, string what, bool mayShare)
    {
        if (proofs.Length != ClientId.Length && !(mayShare && proofs.Length == 1))
        {
            throw new MigrationException("SignInsDiffer", $"There are {ClientId.Length} client ids and {proofs.Length} {what}. Give one for each, in the same order.");
        }

        return ClientId.Select((id, i) => (id, proofs[proofs.Length == 1 ? 0 : i]));
    }
}
