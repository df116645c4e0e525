using System.Collections.ObjectModel;
using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>The one way from a path as typed to a file: relative to PowerShell's location, through its drives.</summary>
internal static class FilePaths
{
    /// <summary>The full path of a file or folder that need not be there; wildcards mean themselves.</summary>
    public static string Resolve(PSCmdlet cmdlet, string path)
    {
        string full;
        ProviderInfo provider;
        try
        {
            full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (System.Management.Automation.DriveNotFoundException e)
        {
            cmdlet.ThrowTerminatingError(HostErrors.ToRecord(new MigrationException("DriveNotFound", $"There is no drive for '{path}'.", e), path));
            throw;
        }

        if (provider.Name != "FileSystem")
        {
            cmdlet.ThrowTerminatingError(HostErrors.ToRecord(
                "PathUnusable", $"'{path}' is on the {provider.Name} provider. Give a path of the file system.", path));
        }

        return full;
    }

    /// <summary>The full paths a pattern stands for. What is there under the name itself is meant itself, whatever signs it has.</summary>
    /// <returns>None where nothing matches; one, there or not, where the path has no wildcards.</returns>
    public static IReadOnlyList<string> Find(PSCmdlet cmdlet, string path)
    {
        string literal = Resolve(cmdlet, path);
        if (!WildcardPattern.ContainsWildcardCharacters(path) || global::System.IO.Path.Exists(literal))
        {
            return [literal];
        }

        try
        {
            return cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _);
        }
        catch (Exception e) when (e is ItemNotFoundException or WildcardPatternException)
        {
            return new Collection<string>();
        }
    }

    /// <summary>The one path a pattern stands for.</summary>
    public static string FindOne(PSCmdlet cmdlet, string path)
    {
        IReadOnlyList<string> found = Find(cmdlet, path);
        if (found.Count != 1)
        {
            cmdlet.ThrowTerminatingError(found.Count == 0 ? NotFound(path) : HostErrors.ToRecord(
                "PathAmbiguous", $"'{path}' matches {found.Count} items. Name the one that is meant, or take its name literally with -LiteralPath.", path));
        }

        return found[0];
    }

    /// <summary>What to say where a pattern matches nothing.</summary>
    public static ErrorRecord NotFound(string path) =>
        HostErrors.ToRecord("PathNotFound", $"Nothing matches '{path}'. Check the name, or take it literally with -LiteralPath.", path);

    /// <summary>The files of paths as typed; for one that fits none, an error, and the next is taken.</summary>
    public static IEnumerable<string> Each(PSCmdlet cmdlet, IEnumerable<string> paths, bool isLiteral)
    {
        foreach (string path in paths)
        {
            IReadOnlyList<string> files = isLiteral ? [Resolve(cmdlet, path)] : Find(cmdlet, path);
            if (files.Count == 0)
            {
                cmdlet.WriteError(NotFound(path));
            }

            foreach (string file in files)
            {
                yield return file;
            }
        }
    }
}
