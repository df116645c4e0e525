using System.Runtime.CompilerServices;

namespace DentalMigration.Emulator.Tests.Harness;

/// <summary>
/// The tests work in the folder they were built to. They inherit that of a build server otherwise, which may be gone, and then no program is found by its name.
/// </summary>
internal static class WorkingFolder
{
    [ModuleInitializer]
    internal static void Enter() => Environment.CurrentDirectory = AppContext.BaseDirectory;
}
