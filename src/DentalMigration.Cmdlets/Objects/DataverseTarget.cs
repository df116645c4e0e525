using DentalMigration.Hosting;

namespace DentalMigration.Commands;

/// <summary>A connected organisation.</summary>
public sealed class DataverseTarget
{
    private readonly Target _target;

    internal DataverseTarget(Target target, string? embeddedPath)
    {
        _target = target;
        EmbeddedPath = embeddedPath;
    }

    /// <summary>The URL, or the embedded file's name.</summary>
    public string Name => _target.Name;

    /// <summary>The organisation.</summary>
    public Guid OrganizationId => _target.Who.OrganizationId;

    /// <summary>The user signed in, or the first of them.</summary>
    public Guid UserId => _target.Who.UserId;

    /// <summary>All users signed in, who share the work of a run.</summary>
    public IReadOnlyList<Guid> UserIds => [.. _target.Users.Select(u => u.UserId)];

    /// <summary>True where the organisation is a file on this machine.</summary>
    public bool IsEmbedded => EmbeddedPath is not null;

    /// <summary>False after Disconnect-Dataverse.</summary>
    public bool IsConnected { get; private set; } = true;

    internal string? EmbeddedPath { get; }

    internal Target Target => Checked()._target;

    internal DataverseTarget Checked() => IsConnected
        ? this
        : throw new MigrationException("Disconnected", $"'{Name}' was disconnected. Run Connect-Dataverse again.");

    internal void Close()
    {
        if (IsConnected)
        {
            IsConnected = false;
            _target.Dispose();
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
