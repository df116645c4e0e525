using System.Collections.Frozen;
using System.Globalization;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Reading;

/// <summary>
/// Reads the cells of one column by its field's type and the column's format. Made once for a file; its faults are made once too, since
/// they never hold a value.
/// </summary>
internal sealed class FieldReader
{
    private static readonly DateTime SerialEpoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>What English and Turkish spreadsheets show, and save as text, where a formula fails or a column is too narrow.</summary>
    private static readonly FrozenSet<string> SheetErrors = FrozenSet.Create(
        StringComparer.Ordinal,
        "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#BAŞV!", "#DEĞER!", "#SAYI/0!", "#AD?", "#SAYI!", "#BOŞ!", "####", "########");

    private readonly CatalogField _field;
    private readonly ColumnFormat _format;
    private readonly FieldWords _words;
    private readonly IReadOnlyList<string> _currency;
    private readonly FieldFault _malformed;
    private readonly FieldFault _invalid;
    private readonly FieldFault _lost;
    private readonly FieldFault _lostZeros;
    private readonly FieldFault _unreadable;

    public FieldReader(SystemCatalog catalog, CatalogField field, ColumnFormat format)
    {
        _field = field;
        _format = format;
        _words = new FieldWords(catalog, field);
        _currency = catalog.Currency ?? [];
        _malformed = FieldFaults.Malformed(field, format);
        _invalid = FieldFaults.InvalidCharacters(field.Name);
        _lost = FieldFaults.DamagedCell(field.Name);
        _lostZeros = FieldFaults.LostZeros(field.Name);
        _unreadable = FieldFaults.UnreadableCell(field.Name);
    }

    /// <summary>The cell's value by type, or why it could not be read.</summary>
    public FieldReading Read(object? cell) => cell switch
    {
        null => default,
        string text => ReadText(text),
        double number => ReadNumber(number),
        long number => ReadExact(number),
        decimal number => ReadExact(number),
        DateTime moment => ReadMoment(moment),
        TimeSpan span => ReadMoment(SerialEpoch + span),
        bool flag => _field.Type == FieldType.Boolean ? new(flag, null) : ReadText(flag ? "true" : "false"),
        byte[] or UnreadableCell => _field.Type == FieldType.File ? default : new(null, _unreadable),
        _ => ReadText(CellText.Of(cell) ?? string.Empty),
    };

    private FieldReading ReadText(string raw)
    {
        string? text = CellText.Trim(raw);
        if (text is null)
        {
            return default;
        }

        if (text[0] == '#' && SheetErrors.Contains(text))
        {
            return new(null, _lost);
        }

        if (CellText.HasInvalidCharacters(text))
        {
            return new(null, _invalid);
        }

        if (_field.Type == FieldType.Boolean && _words.Flag(text) is bool flag)
        {
            return new(flag, null);
        }

        return _words.IsEmpty(text) ? default : ReadValue(text);
    }

    private FieldReading ReadValue(string text)
    {
        switch (_field.Type)
        {
            case FieldType.Multiline:
                return new(text, null);
            case FieldType.Code:
                text = OneLine(text);
                return CodeText.IsDamaged(text) ? new(null, _malformed)
                    : CodeText.HasLostZeros(text, _field.Digits) ? new(null, _lostZeros)
                    : new(text, null);
            case FieldType.Date or FieldType.DateTime:
                return DateText.TryRead(text, _format.Order, _field.LatestYear, out DateOnly day, out TimeOnly at)
                    ? OfDay(day, at)
                    : DateText.IsZero(text) ? default : new(null, _malformed);
            case FieldType.Time:
                return TimeText.TryRead(text, out TimeOnly time) ? new(time, null)
                    : DateText.TryRead(text, _format.Order, _field.LatestYear, out _, out time) ? new(time, null)
                    : new(null, _malformed);
            case FieldType.Money or FieldType.Decimal or FieldType.Integer:
                return AmountText.TryRead(text, _format.DecimalSign, _currency, out decimal amount) ? OfAmount(amount) : new(null, _malformed);
            case FieldType.Boolean:
            case FieldType.Phone when CodeText.IsDamaged(text):
                return new(null, _malformed);
            default:
                return new(OneLine(text), null);
        }
    }

    private FieldReading ReadNumber(double number)
    {
        switch (_field.Type)
        {
            case FieldType.Money or FieldType.Decimal or FieldType.Integer:
                return Math.Abs(number) < 1e20 ? OfAmount((decimal)number) : new(null, _malformed);
            case FieldType.Time when number is >= 100 and < 2400 && number == Math.Truncate(number):
                return ReadText(((int)number).ToString("0000", CultureInfo.InvariantCulture));
            case FieldType.Date or FieldType.DateTime or FieldType.Time:
                return number is >= 0 and < 2958466 ? ReadMoment(SerialEpoch.AddSeconds(Math.Round(number * 86400))) : new(null, _malformed);
            case FieldType.Code when number != Math.Truncate(number) || Math.Abs(number) >= 1e15:
                return new(null, _malformed);
            default:
                return ReadText(CellText.Of(number)!);
        }
    }

    /// <summary>A number as a database holds it: exact, so it is neither rounded nor a date's serial number.</summary>
    private FieldReading ReadExact(decimal number)
    {
        switch (_field.Type)
        {
            case FieldType.Money or FieldType.Decimal or FieldType.Integer:
                return OfAmount(number);
            case FieldType.Boolean when number is 0 or 1:
                return new(number == 1, null);
            case FieldType.Time:
                return new(null, _malformed);
            default:
                // Of a date, eight digits are yyyyMMdd.
                return ReadText(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private FieldReading ReadMoment(DateTime moment) => _field.Type switch
    {
        FieldType.Date or FieldType.DateTime => OfDay(DateOnly.FromDateTime(moment), TimeOnly.FromDateTime(moment)),
        FieldType.Time => new(TimeOnly.FromDateTime(moment), null),
        FieldType.Text or FieldType.Multiline => new(CellText.Of(moment), null),
        _ => new(null, _malformed),
    };

    private FieldReading OfDay(DateOnly day, TimeOnly time) => _words.EmptyDays.Contains(day)
        ? default
        : new(_field.Type == FieldType.Date ? day : day.ToDateTime(time), null);

    private FieldReading OfAmount(decimal amount)
    {
        if (_field.Type != FieldType.Integer)
        {
            return new(amount, null);
        }

        return amount == decimal.Truncate(amount) && Math.Abs(amount) <= long.MaxValue ? new((long)amount, null) : new(null, _malformed);
    }

    private static string OneLine(string text) => text.AsSpan().IndexOfAny('\r', '\n') < 0
        ? text
        : string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
