using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Metadata;

/// <summary>Names of custom components start with the prefix of a publisher.</summary>
internal static class Prefixes
{
    /// <summary>The logical name of a schema name that may be used; refuses others.</summary>
    public static string Check(IRowSource source, string schemaName)
    {
        int end = schemaName.IndexOf('_', StringComparison.Ordinal);
        if (end <= 0 || end == schemaName.Length - 1 || !IsPublisher(source, schemaName[..end]))
        {
            throw Fault.BadPrefix(schemaName);
        }
        return schemaName.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && schemaName.Length <= 100
            ? schemaName.ToLowerInvariant() : throw Fault.BadName(schemaName);
    }

    private static bool IsPublisher(IRowSource source, string prefix)
    {
        using Statement find = source.Connection.Prepare("SELECT 1 FROM publisher WHERE fold(customizationprefix)=fold(?1)");
        return find.Bind(1, prefix).Step();
    }
}
