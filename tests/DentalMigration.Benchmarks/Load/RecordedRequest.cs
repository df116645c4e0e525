namespace DentalMigration.Benchmarks.Load;

/// <summary>A write as a load sent it.</summary>
/// <param name="Url">Relative to the organisation, such as <c>/api/data/v9.2/contacts/Microsoft.Dynamics.CRM.CreateMultiple</c>.</param>
/// <param name="ContentType">The Content-Type header.</param>
/// <param name="Headers">The other headers that matter to the service.</param>
/// <param name="Body">The body.</param>
internal sealed record RecordedRequest(string Url, string ContentType, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>True where it creates rows in bulk.</summary>
    public bool IsCreate => Url.EndsWith(".CreateMultiple", StringComparison.Ordinal);
}
