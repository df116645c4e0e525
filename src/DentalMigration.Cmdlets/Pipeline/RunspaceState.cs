using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace DentalMigration.Commands;

/// <summary>What one runspace has connected. Nothing is shared between runspaces, so parallel jobs cannot change each other's target.</summary>
internal sealed class RunspaceState
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceState> States = [];

    private readonly List<DataverseTarget> _targets = [];
    private readonly List<MigrationSource> _sources = [];

    /// <summary>The state of the runspace that the calling pipeline thread belongs to.</summary>
    public static RunspaceState Current => States.GetOrCreateValue(Runspace.DefaultRunspace!);

    /// <summary>Carries what the command that runs now has to say; null where none does.</summary>
    public PipelineRelay? Relay { get; set; }

    /// <summary>The source connected last.</summary>
    public MigrationSource? Source => _sources.LastOrDefault();

    /// <summary>The target connected last that is still connected.</summary>
    public DataverseTarget? Target => _targets.LastOrDefault();

    public void Add(MigrationSource source) => _sources.Add(source);

    /// <summary>Makes a target the current one.</summary>
    public void Use(DataverseTarget target)
    {
        _targets.Remove(target);
        _targets.Add(target);
    }

    /// <summary>The open embedded organisation of a file, or null.</summary>
    public DataverseTarget? FindEmbedded(string path) =>
        _targets.Find(t => t.EmbeddedPath is { } p && string.Equals(p, path, StringComparison.Ordinal));

    /// <summary>Closes a source, with whatever views there are of it.</summary>
    public void Disconnect(MigrationSource source)
    {
        _sources.RemoveAll(s => s.Root == source.Root);
        source.Close();
    }

    public void Disconnect(DataverseTarget target)
    {
        _targets.Remove(target);
        target.Close();
    }

    public void Clear()
    {
        foreach (DataverseTarget target in _targets)
        {
            target.Close();
        }

        foreach (MigrationSource source in _sources)
        {
            source.Close();
        }

        _targets.Clear();
        _sources.Clear();
    }
}

/// <summary>Closes what the runspace connected when the module is removed.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => RunspaceState.Current.Clear();
}
