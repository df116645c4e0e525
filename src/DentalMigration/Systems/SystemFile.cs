using System.Reflection;

namespace DentalMigration.Systems;

/// <summary>The data files that ship for each system, embedded in this assembly under <c>Systems/</c>.</summary>
public static class SystemFile
{
    private static readonly Dictionary<string, string> Folders = new(StringComparer.OrdinalIgnoreCase)
    {
        ["dentes"] = "Dentes",
        ["dental-exec"] = "DentalExec",
    };

    /// <summary>The text of one of a system's data files.</summary>
    /// <exception cref="MigrationException"><c>UnknownSystem</c>: no catalog ships for that name.</exception>
    public static string Read(string system, string file)
    {
        Assembly assembly = typeof(SystemFile).Assembly;
        using Stream? stream = Folders.TryGetValue(system, out string? folder)
            ? assembly.GetManifestResourceStream($"Systems/{folder}/{file}")
            : null;
        if (stream is null)
        {
            throw new MigrationException("UnknownSystem", $"There is no system '{system}'. Use dentes or dental-exec.");
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
