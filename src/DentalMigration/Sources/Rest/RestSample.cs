using System.Text.Json;

namespace DentalMigration.Sources.Rest;

/// <summary>The first records of a path, and the dotted paths of their values.</summary>
internal sealed class RestSample
{
    private readonly List<string> _paths;
    private readonly List<Dictionary<int, object?>> _records = [];

    private RestSample(IEnumerable<string> known) => _paths = [.. known];

    /// <summary>The paths, those first that are known already.</summary>
    public IReadOnlyList<string> Paths => _paths;

    /// <summary>Takes the first records.</summary>
    /// <param name="pages">The path.</param>
    /// <param name="known">Columns the profile names: a server may leave empty values out of all the first records.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="count">How many.</param>
    public static async Task<RestSample> TakeAsync(
        RestPages pages, IEnumerable<string> known, CancellationToken cancellationToken, int count = BoundColumns.SampleRows)
    {
        var sample = new RestSample(known);
        var ordinals = sample._paths.Index().ToDictionary(h => h.Item, h => h.Index, StringComparer.Ordinal);
        await foreach (JsonDocument record in pages.RecordsAsync(cancellationToken).Take(count))
        {
            using (record)
            {
                var row = new Dictionary<int, object?>();
                foreach ((string path, object? cell) in JsonCells.Of(record.RootElement))
                {
                    if (!ordinals.TryGetValue(path, out int ordinal))
                    {
                        ordinals.Add(path, ordinal = sample._paths.Count);
                        sample._paths.Add(path);
                    }

                    row[ordinal] = cell;
                }

                sample._records.Add(row);
            }
        }

        return sample;
    }

    /// <summary>The records as rows of cells.</summary>
    public IEnumerable<object?[]> Rows() => _records.Select(r => Enumerable.Range(0, _paths.Count).Select(i => r.GetValueOrDefault(i)).ToArray());
}
