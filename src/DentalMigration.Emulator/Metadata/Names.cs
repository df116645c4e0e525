namespace DentalMigration.Emulator.Metadata;

/// <summary>Names the server derives.</summary>
internal static class Names
{
    /// <summary>The entity set name of a table, by English plural rules.</summary>
    public static string Plural(string name)
    {
        if (name.EndsWith('y') && name.Length > 1 && !"aeiou".Contains(name[^2], StringComparison.Ordinal))
        {
            return name[..^1] + "ies";
        }
        return name.EndsWith('s') || name.EndsWith('x') || name.EndsWith('z') || name.EndsWith("ch", StringComparison.Ordinal)
            || name.EndsWith("sh", StringComparison.Ordinal)
            ? name + "es" : name + "s";
    }
}
