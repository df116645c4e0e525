using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>The one way from a path as typed to a file: relative to PowerShell's location, through its drives, without wildcards.</summary>
internal static class FilePaths
{
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
}
