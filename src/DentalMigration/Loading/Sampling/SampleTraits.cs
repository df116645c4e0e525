namespace DentalMigration.Loading.Sampling;

/// <summary>What a patient of a sample is chosen for. Each is a stratum; a patient is in several.</summary>
[Flags]
internal enum SampleTraits
{
    None = 0,
    Active = 1 << 0,
    Inactive = 1 << 1,
    NoCoverage = 1 << 2,
    SingleCoverage = 1 << 3,

    /// <summary>Two policies or more, or one that says it is the second.</summary>
    DualCoverage = 1 << 4,

    NoPlan = 1 << 5,
    SinglePlan = 1 << 6,

    /// <summary>Several treatment plans, or one in a later phase.</summary>
    MultiPhase = 1 << 7,

    Attachments = 1 << 8,

    /// <summary>Letters that an earlier conversion damaged.</summary>
    DamagedLetters = 1 << 9,

    MalformedDates = 1 << 10,
    MalformedAmounts = 1 << 11,

    /// <summary>E-mail addresses and telephone numbers that are none.</summary>
    MalformedContacts = 1 << 12,

    /// <summary>Codes, teeth, national ids and flags that cannot be what they should.</summary>
    MalformedCodes = 1 << 13,

    /// <summary>Lines that are no record: ragged, or without a key.</summary>
    UnusableRecords = 1 << 14,

    /// <summary>A key, or a name with a birth date, that occurs twice.</summary>
    Duplicates = 1 << 15,

    /// <summary>References to what the export does not hold.</summary>
    MissingReferences = 1 << 16,

    /// <summary>All that says what kind of patient it is, in distinction from what is wrong.</summary>
    Kind = Active | Inactive | NoCoverage | SingleCoverage | DualCoverage | NoPlan | SinglePlan | MultiPhase | Attachments,
}
