namespace DentalMigration.Cli.Generation.Traps;

/// <summary>How messy an export must be for a kind of trap to be planted. A messier one has all traps of a tidier one.</summary>
internal static class Mess
{
    /// <summary>Values spelt in unusual ways that mean what they say.</summary>
    public const double Spelling = 0.2;

    /// <summary>Persons that look alike, values that are missing.</summary>
    public const double Doubtful = 0.3;

    /// <summary>Records whose relations do not hold: orphans, rings, unknown words.</summary>
    public const double Loose = 0.4;

    /// <summary>Values and lines that cannot be read. The default export has these and all above.</summary>
    public const double Damaged = 0.5;

    /// <summary>What few exports have: rarer damage, and files saved in other ways than the rest.</summary>
    public const double Heavy = 0.75;

    /// <summary>A document beyond what a note takes.</summary>
    public const double Large = 1;
}
