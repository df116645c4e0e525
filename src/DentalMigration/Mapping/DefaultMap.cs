using System.Text.RegularExpressions;
using DentalMigration.Systems;

namespace DentalMigration.Mapping;

/// <summary>The map that ships for a system: a good start for a practice, to be read and approved by a person.</summary>
public static partial class DefaultMap
{
    private const string VariantFolder = "variants/";

    /// <summary>Makes the default map of a system.</summary>
    /// <param name="system">Short name: <c>dentes</c>, <c>dental-exec</c>.</param>
    /// <param name="prefix">Publisher prefix for what the migration makes.</param>
    /// <param name="scope">Names the practice, where several share one organisation.</param>
    /// <param name="variants">Alternatives by name, applied in this order; see <see cref="Variants"/>.</param>
    /// <exception cref="MigrationException"><c>UnknownSystem</c>, <c>InvalidPrefix</c> or <c>UnknownVariant</c>.</exception>
    public static MigrationMap Create(string system, string prefix = "new", string scope = "default", params IEnumerable<string> variants)
    {
        if (!Prefix().IsMatch(prefix) || prefix.StartsWith("mscrm", StringComparison.Ordinal))
        {
            throw new MigrationException(
                "InvalidPrefix",
                $"'{prefix}' is no publisher prefix. Use 2 to 8 lower-case letters and digits that start with a letter and not with mscrm.");
        }

        MigrationMap map = MapFile.Parse(Named(SystemFile.Read(system, "default-map.json"), prefix), $"default map of {system}") with { Prefix = prefix, Scope = scope };
        IReadOnlyList<MapVariant> known = Variants(system, prefix);
        return variants.Aggregate(map, (current, name) => Find(known, name, system).Apply(current));
    }

    /// <summary>The alternatives a system's default map comes with.</summary>
    /// <param name="system">Short name: <c>dentes</c>, <c>dental-exec</c>.</param>
    /// <param name="prefix">Publisher prefix for what the migration makes.</param>
    /// <exception cref="MigrationException"><c>UnknownSystem</c>.</exception>
    public static IReadOnlyList<MapVariant> Variants(string system, string prefix = "new") =>
        [.. SystemFile.List(system, VariantFolder).Select(file => MapFile.ParseVariant(Named(SystemFile.Read(system, file), prefix), file) with
        {
            Name = Path.GetFileNameWithoutExtension(file),
        })];

    private static MapVariant Find(IReadOnlyList<MapVariant> known, string name, string system) =>
        known.FirstOrDefault(v => v.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new MigrationException("UnknownVariant", $"The map of {system} has no variant '{name}'. It has: {string.Join(", ", known.Select(v => v.Name))}.");

    private static string Named(string json, string prefix) => json.Replace("{prefix}", prefix, StringComparison.Ordinal);

    [GeneratedRegex("^[a-z][a-z0-9]{1,7}$")]
    private static partial Regex Prefix();
}
