using System.Reflection;
using System.Runtime.Loader;

namespace DentalMigration.Loader;

/// <summary>
/// Holds the engine and its packages apart from everything else in the process, so that another module's SQLite, Azure.Identity or
/// CsvHelper of another version cannot clash with ours. Managed and native libraries are found through the host's <c>deps.json</c>.
/// </summary>
/// <param name="hostPath">Path of <c>DentalMigration.Hosting.dll</c>, the root that references everything.</param>
internal sealed class EngineContext(string hostPath) : AssemblyLoadContext("DentalMigration")
{
    private readonly AssemblyDependencyResolver _resolver = new(hostPath);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;
}
