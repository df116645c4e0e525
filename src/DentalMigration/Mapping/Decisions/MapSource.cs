using System.Security.Cryptography;
using System.Text.Json;
using DentalMigration.Sources;
using DentalMigration.Sources.Profiles;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Decisions;

/// <summary>Reads an export as a map decided.</summary>
public static class MapSource
{
    /// <summary>The source under the map's decisions; the same one where it is read so already, or the map has none. It lives no longer than the one given.</summary>
    /// <param name="map">The map.</param>
    /// <param name="source">The export, which may be a newer one than the map was made from.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="MigrationException">As of the source's opening: <c>SourceEmpty</c>, <c>MissingColumn</c>…</exception>
    public static async Task<ISource> DecideAsync(MigrationMap map, ISource source, CancellationToken cancellationToken)
    {
        if (map.Places is null || map.System != source.Catalog.System)
        {
            return source;
        }

        SourceDecisions decisions = Of(map.Places);
        return source.Decisions?.Fingerprint == decisions.Fingerprint ? source : await source.DecideAsync(decisions, cancellationToken);
    }

    /// <summary>What a person should know where the export and the map's places differ: headers the map says nothing of, and such as are gone.</summary>
    /// <param name="map">The map.</param>
    /// <param name="source">The source under the map's decisions.</param>
    public static IEnumerable<SourceNews> News(MigrationMap map, ISource source)
    {
        if (map.Places is not { } places)
        {
            yield break;
        }

        foreach (SourceFile file in source.Files)
        {
            PlaceMap? place = places.FirstOrDefault(p => p.Place.Equals(file.Name, StringComparison.OrdinalIgnoreCase));
            HeaderMap[] known = [.. place?.Headers ?? places.Where(p => p.Object == file.Object).SelectMany(p => p.Headers)];
            HashSet<string> folded = [.. known.Select(h => HeaderFold.Fold(h.Header))];
            string[] news = [.. file.Columns.Where(c => c is { Field: null, IsIgnored: false, Header.Length: > 0 } && !folded.Contains(HeaderFold.Fold(c.Header))).Select(c => $"'{c.Header}'")];
            if (file.Object is not null && news.Length > 0)
            {
                yield return new SourceNews(true, file.Object, file.Name, $"The map says nothing of {string.Join(", ", news)}, so that is not read. Propose a map anew and approve it, if it should travel.");
            }
            else if (file.Object is null && place is null && !places.Any(p => p.Place.Contains('*', StringComparison.Ordinal)))
            {
                yield return new SourceNews(true, string.Empty, file.Name, "The map says nothing of it, so it is not read. Propose a map anew and approve it, if it should travel.");
            }

            if (file.Object is not null && place is { Decision: Decision.Accepted })
            {
                HashSet<string> there = [.. file.Columns.Select(c => HeaderFold.Fold(c.Header))];
                string[] gone = [.. place.Headers.Where(h => h.Decision is Decision.Accepted or Decision.Custom && !there.Contains(HeaderFold.Fold(h.Header))).Select(h => $"'{h.Header}'")];
                if (gone.Length > 0)
                {
                    yield return new SourceNews(false, file.Object, file.Name, $"The map reads {string.Join(", ", gone)}, which is not there any more; it stays empty.");
                }
            }
        }
    }

    /// <summary>The decisions of a map's places, as a source takes them.</summary>
    internal static SourceDecisions Of(IReadOnlyList<PlaceMap> places) => new(
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(places, MapFile.Compact))),
        [.. places.Select(p => new DecidedPlace(
            p.Place,
            p.Decision == Decision.Accepted ? p.Object : null,
            p.Headers.Where(h => h is { Decision: Decision.Accepted, Field: not null }).DistinctBy(h => h.Field).DistinctBy(h => h.Header).ToDictionary(h => h.Header, h => h.Field!),
            [.. p.Headers.Where(h => h.Decision is not Decision.Accepted).Select(h => h.Header)]))]);
}
