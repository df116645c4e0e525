using DentalMigration.Sources;
using DentalMigration.Sources.Files;
using DentalMigration.Sources.Reading;
using DentalMigration.Systems;

namespace DentalMigration.Profiling;

/// <summary>Measures one field, in memory that does not grow with the rows.</summary>
internal sealed class FieldMeter(string objectName, CatalogField catalogField, string header)
{
    private const int MostShown = 20;
    private const int LongestShown = 100;

    private readonly DistinctCounter _distinct = new();
    private Dictionary<string, long>? _values = MayShow(catalogField) ? new(StringComparer.Ordinal) : null;
    private long _count;
    private long _empty;
    private long _malformed;
    private long _damaged;
    private int? _minLength;
    private int? _maxLength;
    private DateTime? _earliest;
    private DateTime? _latest;
    private decimal? _smallest;
    private decimal? _largest;

    /// <summary>The field.</summary>
    public CatalogField Field => catalogField;

    /// <summary>Records without a readable value.</summary>
    public long Missing => _empty + _malformed;

    /// <summary>Takes one reading into account.</summary>
    public void Add(FieldReading reading)
    {
        if (reading.Fault is not null)
        {
            _malformed++;
            return;
        }

        if (reading.Value is null)
        {
            _empty++;
            return;
        }

        _count++;
        switch (reading.Value)
        {
            case string text:
                AddText(text);
                break;
            case DateOnly day:
                AddMoment(day.ToDateTime(TimeOnly.MinValue));
                break;
            case DateTime moment:
                AddMoment(moment);
                break;
            case decimal amount:
                AddNumber(amount);
                break;
            case long number:
                AddNumber(number);
                break;
            case object other:
                AddValue(CellText.Of(other) ?? string.Empty);
                break;
        }
    }

    /// <summary>What was measured.</summary>
    public FieldProfile Profile() => new(
        objectName, catalogField.Name, header, catalogField.Type, catalogField.IdentifiesPerson, _count, _empty, _malformed, _distinct.Count, _damaged,
        _minLength, _maxLength, _earliest, _latest, _smallest, _largest,
        _values is null ? [] : [.. _values
            .Select(v => new ValueCount(v.Key, v.Value))
            .OrderByDescending(v => v.Count)
            .ThenBy(v => v.Value, StringComparer.Ordinal)]);

    /// <summary>Free text may hold anything about a person, so only short choices and flags are shown.</summary>
    private static bool MayShow(CatalogField field) =>
        !field.IdentifiesPerson && field.Type is FieldType.Text or FieldType.Boolean or FieldType.Code or FieldType.Integer;

    private void AddText(string text)
    {
        _minLength = Math.Min(_minLength ?? text.Length, text.Length);
        _maxLength = Math.Max(_maxLength ?? 0, text.Length);
        if (!System.Text.Ascii.IsValid(text) && (LetterRepair.TurkishAsLatin.IsSuspect(text) || LetterRepair.Utf8AsLatin.IsSuspect(text)))
        {
            _damaged++;
        }

        AddValue(text);
    }

    private void AddMoment(DateTime moment)
    {
        _earliest = _earliest < moment ? _earliest : moment;
        _latest = _latest > moment ? _latest : moment;
        _distinct.Add((ulong)moment.Ticks * 0x9e3779b97f4a7c15);
    }

    private void AddNumber(decimal number)
    {
        _smallest = _smallest < number ? _smallest : number;
        _largest = _largest > number ? _largest : number;
        AddValue(CellText.Of(number) ?? string.Empty);
    }

    private void AddValue(string text)
    {
        _distinct.Add(ValueHash.Of(text));
        if (_values is null)
        {
            return;
        }

        if (text.Length > LongestShown || (_values.Count == MostShown && !_values.ContainsKey(text)))
        {
            _values = null;
            return;
        }

        _values[text] = _values.GetValueOrDefault(text) + 1;
    }
}
