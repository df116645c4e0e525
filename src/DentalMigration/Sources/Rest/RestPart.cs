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

    private RestPart(RestPages pages, CellValue cells, CatalogObject catalogObject, BoundColumns bound)
        : base(bound)
    {
        _pages = pages;
        _cells = cells;
        _index = new HeaderIndex(catalogObject, bound.File.Place);
        _ordinals = bound.File.Columns.Index().ToDictionary(c => c.Item.Header, c => c.Index, StringComparer.Ordinal);
        _types = [.. bound.File.Columns.Select(c => c.Field is { } field ? catalogObject.Find(field)!.Type : FieldType.Text)];
    }

    /// <summary>Binds a path on the evidence of its first records.</summary>
    /// <exception cref="MigrationException"><c>SourcePathNotFound</c>, <c>SourceMalformed</c>, <c>MissingColumn</c>, <c>DuplicateHeader</c>…</exception>
    public static async Task<RestPart> BindAsync(
        RestPages pages, ProfileObject place, SystemCatalog catalog, CellValue cells, string name, CancellationToken cancellationToken)
    {
        // Columns the profile names may be missing from the first records, where a server leaves empty values out.
        List<string> headers = [.. place.Columns?.Keys ?? []];
        var ordinals = headers.Index().ToDictionary(h => h.Item, h => h.Index, StringComparer.Ordinal);
        var sample = new List<Dictionary<int, object?>>();
        await foreach (JsonDocument record in pages.RecordsAsync(cancellationToken).Take(BoundColumns.SampleRows))
        {
            using (record)
            {
                var row = new Dictionary<int, object?>();
                foreach ((string path, object? cell) in JsonCells.Of(record.RootElement))
                {
                    if (!ordinals.TryGetValue(path, out int ordinal))
                    {
                        ordinals.Add(path, ordinal = headers.Count);
                        headers.Add(path);
                    }

                    row[ordinal] = cell;
                }

                sample.Add(row);
            }
        }

        IEnumerable<object?[]> rows = sample.Select(r => Enumerable.Range(0, headers.Count).Select(i => r.GetValueOrDefault(i)).ToArray());
        return new RestPart(pages, cells, catalog[place.Object], BoundColumns.Bind(catalog, name, place, headers, rows));
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
                    if (_ordinals.TryGetValue(path, out int ordinal))
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
