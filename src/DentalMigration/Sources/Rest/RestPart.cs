using System.Runtime.CompilerServices;
using System.Text.Json;
using DentalMigration.Sources.Files;
using DentalMigration.Sources.Profiles;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Rest;

/// <summary>One path of an endpoint.</summary>
internal sealed class RestPart : SourcePart
{
    private readonly RestPages _pages;
    private readonly CellValue _cells;
    private readonly HeaderIndex _index;
    private readonly Dictionary<string, int> _ordinals;
    private readonly FieldType[] _types;

    private RestPart(RestPages pages, CellValue cells, HeaderIndex index, IReadOnlyList<string> paths, BoundColumns bound)
        : base(bound)
    {
        _pages = pages;
        _cells = cells;
        _index = index;
        _ordinals = paths.Index().ToDictionary(p => p.Item, p => p.Index, StringComparer.Ordinal);
        _types = [.. bound.File.Columns.Select(c => c.Field is { } field ? index.Object.Find(field)!.Type : FieldType.Text)];
    }

    /// <summary>Binds a path on the evidence of its first records.</summary>
    /// <exception cref="MigrationException"><c>MissingColumn</c>, <c>DuplicateHeader</c>.</exception>
    public static RestPart Bind(RestPages pages, ProfileObject place, ProfileScope scope, CellValue cells, RestSample sample)
    {
        DecidedPlace? decided = scope.Decided(place.Path!, place.Object);
        return new RestPart(
            pages, cells, new HeaderIndex(scope.Catalog[place.Object], place, decided), sample.Paths,
            BoundColumns.Bind(scope.Catalog, place.Path!, place, sample.Paths, sample.Rows(), decided));
    }

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<object?[]> RowsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (JsonDocument record in _pages.RecordsAsync(cancellationToken))
        {
            using (record)
            {
                object?[] row = new object?[_types.Length];
                foreach ((string path, object? cell) in JsonCells.Of(record.RootElement))
                {
                    if (_ordinals.TryGetValue(path, out int ordinal) && ordinal < row.Length)
                    {
                        row[ordinal] = JsonCells.Local(cell, _types[ordinal], _cells);
                    }
                    else if (cell is not null && _index.Find(path, LetterRepair.None) is { } field && !File.Columns.Any(c => c.Field == field.Name))
                    {
                        throw new MigrationException(
                            "SourceChanged", $"A later record of '{File.Name}' has '{path}', which the first {BoundColumns.SampleRows} had not. Name it in the source profile's columns.");
                    }
                }

                yield return row;
            }
        }
    }
}
