using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace DentalMigration.Loader;

/// <summary>
/// Runs when the module is imported, before the cmdlets' assembly is looked at: from then on our own assemblies, and only those, are
/// answered from the <see cref="EngineContext"/>.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    private static readonly HashSet<string> Ours =
        ["DentalMigration", "DentalMigration.Dataverse", "DentalMigration.Emulator", "DentalMigration.Hosting"];

    /// <summary>Made when a cmdlet first needs the engine: import reads no dependencies and loads nothing.</summary>
    private static readonly Lazy<EngineContext> Engine = new(() =>
        new EngineContext(Path.Combine(Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!, "engine", "DentalMigration.Hosting.dll")));

    private static int s_attached;

    /// <inheritdoc/>
    public void OnImport()
    {
        // Once for the process, however often it is imported.
        if (Interlocked.Exchange(ref s_attached, 1) == 0)
        {
            AssemblyLoadContext.Default.Resolving += Resolve;
        }
    }

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName wanted) =>
        wanted.Name is { } name && Ours.Contains(name) ? Engine.Value.LoadFromAssemblyName(wanted) : null;
}
