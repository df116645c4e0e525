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

    private static readonly Lazy<EngineContext> Engine = new(Attach);

    /// <inheritdoc/>
    public void OnImport() => _ = Engine.Value;

    private static EngineContext Attach()
    {
        string folder = Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!;
        var context = new EngineContext(Path.Combine(folder, "engine", "DentalMigration.Hosting.dll"));
        AssemblyLoadContext.Default.Resolving += Resolve;
        return context;
    }

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName wanted) =>
        wanted.Name is { } name && Ours.Contains(name) ? Engine.Value.LoadFromAssemblyName(wanted) : null;
}
