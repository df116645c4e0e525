namespace DentalMigration.Dataverse;

/// <summary>How a query's pages come.</summary>
public sealed record QueryOptions
{
    /// <summary>Rows in a page, 1 to 5,000. Not sent along with <c>$top</c>, which does not go with it.</summary>
    public int PageSize { get; init; } = 5000;

    /// <summary>Which annotations stand beside the values.</summary>
    public QueryAnnotations Annotations { get; init; }

    /// <summary>
    /// Asks for the next page while the rows of the one before are worked on; for those who read all of them, and keep none: a row holds all its page.
    /// </summary>
    public bool ReadsAhead { get; init; }

    /// <summary>The Prefer header, the same for each page (powerapps-docs, webapi/query/page-results.md).</summary>
    internal string? Prefer(bool limited)
    {
        string? annotations = Annotations switch
        {
            QueryAnnotations.Formatted => "odata.include-annotations=\"OData.Community.Display.V1.FormattedValue\"",
            QueryAnnotations.All => "odata.include-annotations=\"*\"",
            _ => null,
        };
        string? size = limited ? null : $"odata.maxpagesize={PageSize}";
        return string.Join(',', new[] { size, annotations }.OfType<string>()) is { Length: > 0 } prefer ? prefer : null;
    }
}
