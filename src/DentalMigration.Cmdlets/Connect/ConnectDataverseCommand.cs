using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using DentalMigration.Hosting;

namespace DentalMigration.Commands;

/// <summary>Connects to a Dataverse organisation, or opens an embedded one in a file, and makes it the runspace's current target.</summary>
[Cmdlet(VerbsCommunications.Connect, "Dataverse", DefaultParameterSetName = "Embedded")]
[OutputType(typeof(DataverseTarget))]
public sealed class ConnectDataverseCommand : PipelineCmdlet
{
    /// <summary>Address of the organisation; https, or http for this machine.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Local")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ManagedIdentity")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ClientSecret")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Certificate")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Thumbprint")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "DeviceCode")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "AzureCli")]
    public Uri Url { get; set; } = null!;

    /// <summary>File of an embedded organisation; made when missing.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Embedded")]
    public string Embedded { get; set; } = "";

    /// <summary>Users of a new embedded organisation: objects with fullname, email and isdisabled.</summary>
    [Parameter(ParameterSetName = "Embedded")]
    public PSObject[] User { get; set; } = [];

    /// <summary>ISO code of a new embedded organisation's base currency.</summary>
    [Parameter(ParameterSetName = "Embedded")]
    [ValidatePattern("^[A-Z]{3}$")]
    public string? BaseCurrency { get; set; }

    /// <summary>Signs in as the managed identity of the machine.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ManagedIdentity")]
    public SwitchParameter ManagedIdentity { get; set; }

    /// <summary>The application, or the user-assigned managed identity.</summary>
    [Parameter(ParameterSetName = "ManagedIdentity")]
    [Parameter(Mandatory = true, ParameterSetName = "ClientSecret")]
    [Parameter(Mandatory = true, ParameterSetName = "Certificate")]
    [Parameter(Mandatory = true, ParameterSetName = "Thumbprint")]
    public string? ClientId { get; set; }

    /// <summary>The tenant's id or domain.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ClientSecret")]
    [Parameter(Mandatory = true, ParameterSetName = "Certificate")]
    [Parameter(Mandatory = true, ParameterSetName = "Thumbprint")]
    [Parameter(ParameterSetName = "DeviceCode")]
    public string? TenantId { get; set; }

    /// <summary>The application's secret.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ClientSecret")]
    public SecureString ClientSecret { get; set; } = null!;

    /// <summary>The application's certificate with its private key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Certificate")]
    public X509Certificate2 Certificate { get; set; } = null!;

    /// <summary>Thumbprint of a certificate in the user's or the machine's store.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Thumbprint")]
    public string CertificateThumbprint { get; set; } = "";

    /// <summary>Signs in as a person with a code typed on another device.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "DeviceCode")]
    public SwitchParameter DeviceCode { get; set; }

    /// <summary>Signs in as whoever is signed in to the Azure CLI.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "AzureCli")]
    public SwitchParameter AzureCli { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        RunspaceState state = RunspaceState.Current;
        string? path = ParameterSetName == "Embedded" ? ResolvePath(Embedded) : null;
        if (path is not null && state.FindEmbedded(path) is { } open)
        {
            WriteVerbose($"'{open.Name}' is open already.");
            state.Use(open);
            WriteObject(open);
            return;
        }

        TargetUser[] users = Guard(() => User.Select(UserRows.Convert).ToArray());
        RunOnPipeline(async (pipeline, stop) =>
        {
            Target target = path is not null
                ? await TargetOpener.OpenEmbeddedAsync(path, users, BaseCurrency, stop).ConfigureAwait(false)
                : await TargetOpener.ConnectAsync(Url, SignIn(pipeline), stop).ConfigureAwait(false);
            var connected = new DataverseTarget(target, path);
            state.Use(connected);
            pipeline.Write(connected);
        });
    }

    private SignIn SignIn(PipelineRelay pipeline) => ParameterSetName switch
    {
        "ManagedIdentity" => Hosting.SignIn.ManagedIdentity(ClientId),
        "ClientSecret" => Hosting.SignIn.ClientSecret(TenantId!, ClientId!, ClientSecret),
        "Certificate" => Hosting.SignIn.Certificate(TenantId!, ClientId!, Certificate),
        "Thumbprint" => Hosting.SignIn.Certificate(TenantId!, ClientId!, CertificateStore.Find(CertificateThumbprint)),
        "DeviceCode" => Hosting.SignIn.DeviceCode(TenantId, pipeline.Warn),
        "AzureCli" => Hosting.SignIn.AzureCli(),
        _ => Hosting.SignIn.None,
    };
}
