using System.Globalization;

namespace DentalMigration.Commands;

/// <summary>Completes IANA time zones, with how far they are from UTC in winter.</summary>
public sealed class TimeZoneCompleter : QuietCompleter
{
    private protected override IAsyncEnumerable<Completion> FindAsync(TypedLine line, CancellationToken stop) =>
        TimeZoneInfo.GetSystemTimeZones(skipSorting: true)
            .Select(z => new Completion(
                z.HasIanaId || !TimeZoneInfo.TryConvertWindowsIdToIanaId(z.Id, out string? iana) ? z.Id : iana,
                string.Create(CultureInfo.InvariantCulture, $"UTC{(z.BaseUtcOffset < TimeSpan.Zero ? '-' : '+')}{z.BaseUtcOffset:hh\\:mm}")))
            .OrderBy(c => c.Text, StringComparer.Ordinal)
            .ToAsyncEnumerable();
}
