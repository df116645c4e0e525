namespace DentalMigration.Reports;

/// <summary>Sentences with a count in them.</summary>
internal static class Wording
{
    /// <summary><c>1 row was</c>, <c>2,000 rows were</c>.</summary>
    public static string Count(long count, string one, string many) => FormattableString.Invariant($"{count:N0} {(count == 1 ? one : many)}");
}
