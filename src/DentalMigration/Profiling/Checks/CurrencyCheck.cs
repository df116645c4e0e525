using DentalMigration.Profiling.Values;
using DentalMigration.Systems;

namespace DentalMigration.Profiling.Checks;

/// <summary>Amounts of more than one currency in one column.</summary>
internal sealed class CurrencyCheck(SystemCatalog catalog) : FieldCheck
{
    private readonly CurrencyWords _words = new(catalog);
    private readonly HashSet<string> _codes = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override ValueMarks Examine(string text, object? value)
    {
        if (value is string word && _codes.Count < 10)
        {
            _codes.Add(_words.Code(word));
        }

        return ValueMarks.None;
    }

    /// <inheritdoc/>
    public override IEnumerable<ProfileFinding> Findings(ColumnTally tally, FindingWriter write)
    {
        if (_codes.Count > 1)
        {
            yield return write.Warning("MixedCurrencies", _codes.Count, Keys.KeyTally.Nowhere,
                $"Amounts are in several currencies: {string.Join(", ", _codes.Order(StringComparer.Ordinal))}. "
                + "Give the map the exchange rate of each; sums over the column mean nothing.");
        }
    }
}
