using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Profiling;

/// <summary>Counts persons that an earlier record already has: the same folded name and birth date.</summary>
internal sealed class PersonMeter
{
    private readonly HashSet64 _seen = new();

    private PersonMeter()
    {
    }

    /// <summary>How many were found.</summary>
    public long Duplicates { get; private set; }

    /// <summary>A meter where the object is a person with a birth date, else null.</summary>
    public static PersonMeter? For(CatalogObject o) => o.Find("birth_date") is not null && o.Find("last_name") is not null ? new() : null;

    /// <summary>True where an earlier record has the same name and birth date.</summary>
    public bool IsDuplicate(SourceRecord record)
    {
        string name = $"{record.Read("first_name").Value} {record.Read("last_name").Value} {record.Read("full_name").Value}";
        string folded = HeaderFold.Fold(name);
        if (folded.Length == 0 || record.Read("birth_date").Value is not DateOnly birth)
        {
            return false;
        }

        bool isDuplicate = !_seen.Add(ValueHash.Of(folded) ^ ((ulong)birth.DayNumber * 0x9e3779b97f4a7c15));
        Duplicates += isDuplicate ? 1 : 0;
        return isDuplicate;
    }
}
