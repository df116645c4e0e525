namespace DentalMigration.Profiling.Values;

/// <summary>What a value looks like, whatever the catalog declares.</summary>
public enum ValueShape
{
    /// <summary>No values were seen.</summary>
    None,

    /// <summary>Yes or no, in the system's words.</summary>
    Flag,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction or with a currency.</summary>
    Amount,

    /// <summary>A calendar day.</summary>
    Date,

    /// <summary>A day with a time.</summary>
    DateTime,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A tooth, as FDI or Universal writes it.</summary>
    Tooth,

    /// <summary>A procedure code of the American list: <c>D2391</c>.</summary>
    Cdt,

    /// <summary>A procedure code of the Turkish social insurance: <c>402.010</c>.</summary>
    Sut,

    /// <summary>A procedure code of the Turkish Dental Association: <c>1-7</c>.</summary>
    Tdb,

    /// <summary>A diagnosis of ICD-10: <c>K02.1</c>.</summary>
    Icd,

    /// <summary>A Turkish national id with its two check digits right.</summary>
    NationalId,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A short code of letters, digits and signs.</summary>
    Code,

    /// <summary>Words.</summary>
    Text,
}
