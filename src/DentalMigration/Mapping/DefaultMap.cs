using System.Text.RegularExpressions;
using DentalMigration.Systems;

namespace DentalMigration.Mapping;

/// <summary>The map that ships for a system: a good start for a practice, to be read and approved by a person.</summary>
public static partial class DefaultMap
{
    /// <summary>Makes the default map of a system.</summary>
    /// <param name="system">Short name: <c>dentes</c>.</param>
    /// <param name="prefix">Publisher prefix for what the migration makes.</param>
    /// <param name="scope">Names the practice, where several share one organisation.</param>
    /// <exception cref="MigrationException"><c>UnknownSystem</c> or <c>InvalidPrefix</c>.</exception>
    public static MigrationMap Create(string system, string prefix = "new", string scope = "default")
    {
        if (!Prefix().IsMatch(prefix) || prefix.StartsWith("mscrm", StringComparison.Ordinal))
        {
            throw new MigrationException(
                "InvalidPrefix",
                $"'{prefix}' is no publisher prefix. Use 2 to 8 lower-case letters and digits that start with a letter and not with mscrm.");
        }

        string json = SystemFile.Read(system, "default-map.json").Replace("{prefix}", prefix, StringComparison.Ordinal);
        return MapFile.Parse(json, $"default map of {system}") with { Prefix = prefix, Scope = scope };
    }

    [GeneratedRegex("^[a-z][a-z0-9]{1,7}$")]
    private static partial Regex Prefix();
}
