using DentalMigration.Sources.Files;
using DentalMigration.Sources.Profiles;
using DentalMigration.Systems;

namespace DentalMigration.Sources;

/// <summary>What the columns of a table, a query or an endpoint are.</summary>
/// <param name="File">What was detected.</param>
/// <param name="Layout">How its records are read.</param>
internal sealed record BoundColumns(SourceFile File, SourceLayout Layout)
{
    /// <summary>Rows that are looked at for how a column writes dates and numbers.</summary>
    public const int SampleRows = 5000;

    /// <summary>Binds columns by what the profile says of their place, and by their usual spellings.</summary>
    /// <param name="catalog">What the system is declared to hold.</param>
    /// <param name="name">Name of the table or path, for people and positions.</param>
    /// <param name="place">The place, its object known.</param>
    /// <param name="headers">Names of the columns.</param>
    /// <param name="sample">The first rows.</param>
    /// <param name="decided">What a map decided about its columns, or null.</param>
    /// <exception cref="MigrationException"><c>MissingColumn</c>, <c>DuplicateHeader</c>.</exception>
    public static BoundColumns Bind(
        SystemCatalog catalog, string name, ProfileObject place, IReadOnlyList<string> headers, IEnumerable<object?[]> sample, DecidedPlace? decided)
    {
        var warnings = new List<string>();
        var index = new HeaderIndex(catalog[place.Object], place, decided);
        IReadOnlyList<SourceColumn> columns = new ColumnBinder(catalog, name, index, warnings)
            .Bind(new TableRow(0, [.. headers]), sample.Select(r => new TableRow(0, r)));
        var file = new SourceFile(name, place.Object, string.Empty, string.Empty, 0, columns, warnings, place);
        return new BoundColumns(file, new SourceLayout(catalog, index.Object, columns));
    }

    /// <summary>A table or path that is not read.</summary>
    /// <param name="name">Name for people.</param>
    /// <param name="place">Where a profile would say it is; its object empty where that is not known.</param>
    /// <param name="headers">Names of its columns.</param>
    /// <param name="why">Why it is not read; null where nobody would expect it to be.</param>
    public static SourceFile Unbound(string name, ProfileObject place, IReadOnlyList<string> headers, string? why) => new(
        name, null, string.Empty, string.Empty, 0, [.. headers.Select(h => new SourceColumn(h, null, default))], why is null ? [] : [why], place);
}
