namespace DentalMigration.Commands;

/// <summary>The kinds of source that can be reached.</summary>
internal enum SourceKind
{
    /// <summary>None: the source is open already.</summary>
    None,

    /// <summary>A folder of files, or one file.</summary>
    Files,

    /// <summary>A database.</summary>
    Database,

    /// <summary>A REST endpoint.</summary>
    Rest,
}
