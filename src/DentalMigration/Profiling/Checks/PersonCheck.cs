using DentalMigration.Profiling.Keys;
using DentalMigration.Profiling.Values;
using DentalMigration.Systems;

namespace DentalMigration.Profiling.Checks;

/// <summary>Counts persons that an earlier record already has: the same folded name and birth date, or the same telephone and last name.</summary>
internal sealed class PersonCheck : RowCheck
{
    private const int FewestDigits = 7;

    /// <summary>What spellings of one number have in common, whatever country code or zero stands before it.</summary>
    private const int CommonDigits = 10;

    private static readonly string[] PhoneFields = ["mobile_phone", "phone", "home_phone"];

    private readonly KeySet _byBirth;
    private readonly KeySet _byPhone;
    private readonly FindingWriter _write;
    private readonly int _firstName;
    private readonly int _lastName;
    private readonly int _fullName;
    private readonly int _birth;
    private readonly int[] _phones;
    private long _samePhone;
    private long _firstDuplicate = KeyTally.Nowhere;
    private long _firstSamePhone = KeyTally.Nowhere;

    private PersonCheck(RowScope scope)
    {
        _byBirth = new KeySet(scope.Store);
        _byPhone = new KeySet(scope.Store);
        _write = new FindingWriter(scope.Object.Name, string.Empty, scope.Places);
        _firstName = scope.Row.Slot("first_name");
        _lastName = scope.Row.Slot("last_name");
        _fullName = scope.Row.Slot("full_name");
        _birth = scope.Row.Slot("birth_date");
        _phones = [.. PhoneFields.Select(scope.Row.Slot)];
    }

    /// <summary>How many share name and birth date with an earlier record.</summary>
    public long Duplicates { get; private set; }

    /// <summary>True where the record just added is one of these.</summary>
    public bool IsDuplicate { get; private set; }

    /// <summary>A check where the object is a person with a birth date, else null.</summary>
    public static PersonCheck? For(RowScope scope) =>
        scope.Object.Find("birth_date") is not null && scope.Object.Find("last_name") is not null ? new PersonCheck(scope) : null;

    /// <inheritdoc/>
    public override void Add(RowValues row)
    {
        string last = Fold(row.Value(_lastName));
        string full = Fold(row.Value(_fullName));
        string name = $"{Fold(row.Value(_firstName))}{last}{full}";
        IsDuplicate = name.Length > 0 && row.Value(_birth) is DateOnly birth && !_byBirth.Add(ValueHash.Of(ValueHash.Of(name), (ulong)birth.DayNumber));
        if (IsDuplicate)
        {
            Duplicates++;
            _firstDuplicate = Math.Min(_firstDuplicate, row.Place);
        }

        if ((last.Length > 0 || full.Length > 0)
            && Array.Find(_phones, p => row.Value(p) is string) is var slot
            && row.Value(slot) is string phone
            && Digits(phone) is ulong number and > 0
            && !_byPhone.Add(ValueHash.Of(ValueHash.Of(last.Length > 0 ? last : full), number)))
        {
            _samePhone++;
            _firstSamePhone = Math.Min(_firstSamePhone, row.Place);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<ProfileFinding> Findings()
    {
        if (Duplicates > 0)
        {
            yield return _write.Warning("DuplicatePerson", Duplicates, _firstDuplicate,
                "Records have the same name and birth date as an earlier one. Each becomes a contact of its own: merge them in the system first.");
        }

        if (_samePhone > 0)
        {
            yield return _write.Information("DuplicatePhone", _samePhone, _firstSamePhone,
                "Records have the same telephone and last name as an earlier one: a family, or the same person written differently. Look through them.");
        }
    }

    private static string Fold(object? value) => value is string text ? HeaderFold.Fold(text) : string.Empty;

    /// <summary>A telephone's last digits as a number; 0 where there are too few.</summary>
    private static ulong Digits(string phone)
    {
        ulong number = 0;
        int digits = 0;
        for (int i = phone.Length - 1; i >= 0 && digits < CommonDigits; i--)
        {
            if (char.IsAsciiDigit(phone[i]))
            {
                number = (number * 10) + (ulong)(phone[i] - '0');
                digits++;
            }
        }

        return digits < FewestDigits ? 0 : number;
    }
}
