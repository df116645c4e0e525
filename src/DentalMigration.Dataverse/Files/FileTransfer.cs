namespace DentalMigration.Dataverse;

/// <summary>How a file goes to a column (powerapps-docs, file-column-data.md).</summary>
public enum FileTransfer
{
    /// <summary>In one request up to 4 MiB, in chunks beyond.</summary>
    Automatic,

    /// <summary>In one request, which takes up to 128 MB.</summary>
    Single,

    /// <summary>In chunks of the size that the service names; a lost one is sent again by itself.</summary>
    Chunked,
}
