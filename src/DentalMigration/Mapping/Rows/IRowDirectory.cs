namespace DentalMigration.Mapping.Rows;

/// <summary>Knows which source records have a row in the target.</summary>
public interface IRowDirectory
{
    /// <summary>Looks up a record by object and source key.</summary>
    RowEntry Find(string objectName, string key);

    /// <summary>The id of a record's row where it is not the computed one, since the row was there before; else null.</summary>
    Guid? FindForeignId(string objectName, string key);

    /// <summary>The key of the record whose field has that value, for references that go by name; null when none or several have.</summary>
    string? FindKey(string objectName, string field, string value);

    /// <summary>A fingerprint of all values of the field and of the records that have them; another one where <see cref="FindKey"/> may answer otherwise.</summary>
    long NamesPrint(string objectName, string field) => 0;

    /// <summary>False where the export surely has no record of that key; for links between records of one object, which may come in any order.</summary>
    bool IsExported(string objectName, string key);
}

/// <summary>What is known of a record's row.</summary>
/// <param name="Presence">Whether it is there.</param>
/// <param name="Id">Its id, when there.</param>
public readonly record struct RowEntry(RowPresence Presence, Guid Id);

/// <summary>Whether a record has its row.</summary>
public enum RowPresence
{
    /// <summary>No such record was seen.</summary>
    Unknown,

    /// <summary>The row is there.</summary>
    Written,

    /// <summary>The record was held or rejected.</summary>
    NotWritten,
}
