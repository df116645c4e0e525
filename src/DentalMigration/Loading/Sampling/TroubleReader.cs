using DentalMigration.Profiling.Checks;
using DentalMigration.Profiling.Values;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Loading.Sampling;

/// <summary>What is wrong with one record, by the same checks a profile makes.</summary>
/// <param name="catalog">The system.</param>
/// <param name="catalogObject">The object.</param>
/// <param name="today">No birth is later.</param>
internal sealed class TroubleReader(SystemCatalog catalog, CatalogObject catalogObject, DateOnly today)
{
    private const ValueMarks NoContact = ValueMarks.NoEmail | ValueMarks.NoPhone | ValueMarks.SeveralPhones;

    private const ValueMarks NoCode = ValueMarks.MadeIntoDate | ValueMarks.Scientific | ValueMarks.WrongNationalId | ValueMarks.PlaceholderId
        | ValueMarks.ImpossibleTooth;

    private SourceLayout? _layout;
    private (CatalogField Field, IReadOnlyList<FieldCheck> Checks)[] _fields = [];

    public SampleTraits Of(SourceRecord record)
    {
        if (record.Layout != _layout)
        {
            _layout = record.Layout;
            _fields = [.. catalogObject.Fields.Where(f => record.Has(f.Name)).Select(f => (f, FieldChecks.For(catalog, f, isUnknown: false, today)))];
        }

        SampleTraits found = record.Fault is null ? SampleTraits.None : SampleTraits.UnusableRecords;
        foreach ((CatalogField field, IReadOnlyList<FieldCheck> checks) in _fields)
        {
            FieldReading reading = record.Read(field.Name);
            if (reading.Fault is not null)
            {
                found |= Unreadable(field.Type);
            }
            else if (reading.Value is not null && checks.Count > 0 && record.Text(field.Name) is { Length: > 0 } text)
            {
                foreach (FieldCheck check in checks)
                {
                    found |= Meaning(check.Examine(text, reading.Value));
                }
            }
        }

        return found;
    }

    private static SampleTraits Unreadable(FieldType type) => type switch
    {
        FieldType.Date or FieldType.DateTime or FieldType.Time => SampleTraits.MalformedDates,
        FieldType.Money or FieldType.Decimal or FieldType.Integer => SampleTraits.MalformedAmounts,
        FieldType.Email or FieldType.Phone => SampleTraits.MalformedContacts,
        FieldType.Text or FieldType.Multiline => SampleTraits.DamagedLetters,
        _ => SampleTraits.MalformedCodes,
    };

    private static SampleTraits Meaning(ValueMarks marks) =>
        ((marks & ValueMarks.DamagedLetters) != 0 ? SampleTraits.DamagedLetters : 0)
        | ((marks & ValueMarks.ImpossibleBirth) != 0 ? SampleTraits.MalformedDates : 0)
        | ((marks & NoContact) != 0 ? SampleTraits.MalformedContacts : 0)
        | ((marks & NoCode) != 0 ? SampleTraits.MalformedCodes : 0);
}
