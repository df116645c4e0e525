using System.Buffers;
using DentalMigration.Sources.Reading;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Files;

/// <summary>Collects what the values of one column prove about how its dates and numbers are written.</summary>
internal sealed class FormatEvidence(SystemCatalog catalog, CatalogField field)
{
    private const int LastMonth = 12;
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.,");

    private int _dates;
    private int _dayFirst;
    private int _monthFirst;
    private int _yearFirst;
    private int _numbers;
    private int _comma;
    private int _point;
    private int _undecided;

    /// <summary>Takes one cell into account.</summary>
    public void Add(object? cell)
    {
        if (CellText.Of(cell) is not string text || cell is not string)
        {
            return;
        }

        if (field.Type is FieldType.Date or FieldType.DateTime)
        {
            AddDate(text);
        }
        else if (field.Type is FieldType.Money or FieldType.Decimal or FieldType.Integer)
        {
            AddNumber(AmountText.Strip(text, catalog.Currency ?? [], out _));
        }
    }

    /// <summary>The format, by evidence where there is any and else by the system's habit.</summary>
    /// <param name="warn">Told what stayed undecided or contradictory.</param>
    public ColumnFormat Decide(Action<string> warn)
    {
        DateOrder order = catalog.DateOrder;
        if (_dayFirst > 0 && _monthFirst > 0)
        {
            order = _dayFirst >= _monthFirst ? DateOrder.DayMonthYear : DateOrder.MonthDayYear;
            warn($"has dates of both orders; it is read as {Name(order)}, and the others are malformed");
        }
        else if (_dayFirst + _monthFirst > 0)
        {
            order = _dayFirst > 0 ? DateOrder.DayMonthYear : DateOrder.MonthDayYear;
        }
        else if (_yearFirst > 0 && _yearFirst == _dates)
        {
            order = DateOrder.YearMonthDay;
        }
        else if (_dates > 0)
        {
            warn($"has no date that proves its order; it is read as {Name(order)}, as {catalog.Label} writes");
        }

        char sign = catalog.DecimalSign;
        if (_comma > 0 && _point > 0)
        {
            sign = _comma == _point ? sign : _comma > _point ? ',' : '.';
            warn($"has numbers with both '.' and ',' before the fraction; it is read with '{sign}', and the others are malformed");
        }
        else if (_comma + _point > 0)
        {
            sign = _comma > 0 ? ',' : '.';
        }
        else if (_undecided > 0)
        {
            warn($"has no number that proves its decimal sign; it is read with '{sign}', as {catalog.Label} writes");
        }

        return new ColumnFormat(order, sign);
    }

    private static string Name(DateOrder order) => order == DateOrder.MonthDayYear ? "month/day/year" : "day.month.year";

    private void AddDate(string text)
    {
        if (!DateText.TrySplit(text, out (int First, int Second, int Third) parts, out _) || parts is (0, 0, 0))
        {
            return;
        }

        _dates++;
        if (parts.First > 31)
        {
            _yearFirst++;
        }
        else if (parts.First > LastMonth && parts.Second is > 0 and <= LastMonth)
        {
            _dayFirst++;
        }
        else if (parts.Second is > LastMonth and <= 31 && parts.First is > 0 and <= LastMonth)
        {
            _monthFirst++;
        }
    }

    private void AddNumber(ReadOnlySpan<char> text)
    {
        int last = text.LastIndexOfAny('.', ',');
        if (last < 0 || text.IndexOfAnyExcept(NumberCharacters) >= 0)
        {
            return;
        }

        _numbers++;
        char sign = text[last];
        char other = sign == ',' ? '.' : ',';
        int first = text.IndexOf(sign);
        bool? isDecimal = text.Contains(other) ? first == last
            : first != last ? false
            : text.Length - last - 1 != 3 || last > 3 || text[0] == '0' ? true
            : null;
        if (isDecimal is null)
        {
            _undecided++;
        }
        else if (isDecimal.Value == (sign == ','))
        {
            _comma++;
        }
        else
        {
            _point++;
        }
    }
}
