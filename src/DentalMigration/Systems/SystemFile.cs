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

    /// <summary>Short names of the systems that ship.</summary>
    public static IReadOnlyCollection<string> Systems => Folders.Keys;

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
            throw Unknown(system);
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A system's data files under a folder, such as <c>variants/</c>, by name.</summary>
    /// <exception cref="MigrationException"><c>UnknownSystem</c>: no catalog ships for that name.</exception>
    public static IReadOnlyList<string> List(string system, string folder)
    {
        if (!Folders.TryGetValue(system, out string? own))
        {
            throw Unknown(system);
        }

        string start = $"Systems/{own}/";
        return [.. typeof(SystemFile).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(start + folder, StringComparison.Ordinal))
            .Select(name => name[start.Length..])
            .Order(StringComparer.Ordinal)];
    }

    private static MigrationException Unknown(string system) =>
        new("UnknownSystem", $"There is no system '{system}'. Use {string.Join(" or ", Folders.Keys)}.");
}
