namespace DentalMigration.Commands;

/// <summary>Completes IANA time zones, with their names.</summary>
public sealed class TimeZoneCompleter : QuietCompleter
{
    private protected override IAsyncEnumerable<Completion> FindAsync(TypedLine line, CancellationToken stop) =>
        TimeZoneInfo.GetSystemTimeZones()
            .Select(z => new Completion(z.HasIanaId || !TimeZoneInfo.TryConvertWindowsIdToIanaId(z.Id, out string? iana) ? z.Id : iana, z.DisplayName))
            .OrderBy(c => c.Text, StringComparer.Ordinal)
            .ToAsyncEnumerable();
}
