namespace DentalMigration.Profiling.Values;

/// <summary>What is remarkable about one value. What it means for the column, the column's other values decide.</summary>
[Flags]
internal enum ValueMarks : ulong
{
    None = 0,

    /// <summary>Letters that an earlier conversion damaged.</summary>
    DamagedLetters = 1 << 0,

    /// <summary>A code that a spreadsheet turned into a date: <c>07.Oca</c>.</summary>
    MadeIntoDate = 1 << 1,

    /// <summary>A number that a spreadsheet shortened: <c>1,23E+10</c>.</summary>
    Scientific = 1 << 2,

    /// <summary>A whole number that is a day of this century in a spreadsheet: <c>46029</c>.</summary>
    DaySerial = 1 << 3,

    /// <summary>A code such as <c>1-7</c>.</summary>
    ChapterCode = 1 << 4,

    /// <summary>A code such as <c>402.010</c>.</summary>
    PointCode = 1 << 5,

    /// <summary>Such a code with its last zeros gone: <c>402.01</c>.</summary>
    ShortPointCode = 1 << 6,

    /// <summary>Digits that begin with a zero.</summary>
    LeadingZero = 1 << 7,

    /// <summary>A date with a year of two digits.</summary>
    TwoDigitYear = 1 << 8,

    /// <summary>A birth date that cannot be one.</summary>
    ImpossibleBirth = 1 << 9,

    /// <summary>No e-mail address.</summary>
    NoEmail = 1 << 10,

    /// <summary>No telephone number.</summary>
    NoPhone = 1 << 11,

    /// <summary>Several telephone numbers in one cell.</summary>
    SeveralPhones = 1 << 12,

    /// <summary>A national id whose check digits are wrong.</summary>
    WrongNationalId = 1 << 13,

    /// <summary>A national id of one or two different digits.</summary>
    PlaceholderId = 1 << 14,

    /// <summary>A tooth number that the declared notation does not have.</summary>
    ImpossibleTooth = 1 << 15,

    /// <summary>A tooth number that only the other notation has.</summary>
    OtherNotation = 1 << 16,

    /// <summary>A negative amount.</summary>
    Negative = 1 << 17,

    /// <summary>Digits alone, of a length told by the bit: this one none, the next one a single digit, and so on up to twelve.</summary>
    Digits = 1UL << 32,
}
