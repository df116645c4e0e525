using System.Globalization;

namespace DentalMigration.Commands;

/// <summary>Completes ISO codes of the world's currencies, with their names.</summary>
public sealed class CurrencyCompleter : QuietCompleter
{
    private protected override IAsyncEnumerable<Completion> FindAsync(TypedLine line, CancellationToken stop) =>
        CultureInfo.GetCultures(CultureTypes.SpecificCultures)
            .Select(c => new RegionInfo(c.Name))
            .DistinctBy(r => r.ISOCurrencySymbol)
            .Where(r => r.ISOCurrencySymbol is { Length: 3 } code && code.All(char.IsAsciiLetterUpper))
            .Select(r => new Completion(r.ISOCurrencySymbol, r.CurrencyEnglishName))
            .OrderBy(c => c.Text, StringComparer.Ordinal)
            .ToAsyncEnumerable();
}
