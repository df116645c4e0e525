using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Mapping.Proposing;
using DentalMigration.Sources.Files;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Learning;

/// <summary>
/// Remembers in a JSON file what persons decided about headers, to help with the next practice. Where practices decided differently, what more
/// of them decided is taken, and of equals the latest.
/// </summary>
public static class LearnedFile
{
    private const int FingerprintLength = 12;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The spellings learned for a system; none where there is no such file yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="system">Short name of the system.</param>
    /// <param name="warn">Told of each header that practices decided differently.</param>
    /// <exception cref="MigrationException"><c>LearnedUnreadable</c>.</exception>
    public static IReadOnlyList<LearnedSpelling> Spellings(string path, string system, Action<string>? warn)
    {
        var spellings = new List<LearnedSpelling>();
        foreach (IGrouping<(string, string), LearnedDecision> same in Read(path).Where(d => d.System == system).GroupBy(d => (d.Object, HeaderFold.Fold(d.Header))))
        {
            LearnedDecision[] ranked = [.. same.OrderByDescending(d => d.Practices.Count).ThenByDescending(d => d.Last)];
            spellings.Add(new LearnedSpelling(ranked[0].Object, ranked[0].Header, ranked[0].Field));
            if (ranked.Length > 1)
            {
                warn?.Invoke($"Practices decided differently about '{ranked[0].Header}' of '{ranked[0].Object}': {string.Join(", ", ranked.Select(Told))}. {Word(ranked[0])} is proposed.");
            }
        }

        return spellings;
    }

    /// <summary>Remembers what was decided in a map: headers that its system's catalog does not know by itself. What was left open is not learned.</summary>
    /// <param name="path">The file; made when missing.</param>
    /// <param name="map">The map, as the person decided it.</param>
    /// <param name="clock">What time it is.</param>
    /// <returns>How many decisions it has of this map.</returns>
    /// <exception cref="MigrationException"><c>LearnedUnreadable</c>.</exception>
    public static int Remember(string path, MigrationMap map, TimeProvider clock)
    {
        string practice = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{map.System}\u001f{map.Scope}")))[..FingerprintLength];
        List<LearnedDecision> known = [.. Read(path)];
        List<(string Object, string Header, string? Field)> decided = [.. Decided(map)];
        foreach ((string objectName, string header, string? field) in decided)
        {
            bool IsSame(LearnedDecision d) => d.System == map.System && d.Object == objectName && HeaderFold.Fold(d.Header) == HeaderFold.Fold(header);
            LearnedDecision? before = known.Find(d => IsSame(d) && d.Field == field);
            string[] practices = [.. (before?.Practices ?? []).Append(practice).Distinct()];
            known = [.. known.Where(d => d != before).Select(d => IsSame(d) ? d with { Practices = [.. d.Practices.Where(p => p != practice)] } : d).Where(d => d.Practices.Count > 0)];
            known.Add(new LearnedDecision(map.System, objectName, header, field, practices, clock.GetUtcNow()));
        }

        if (decided.Count > 0)
        {
            Write(path, new LearnedDecisions(1, [.. known.OrderBy(d => (d.System, d.Object, HeaderFold.Fold(d.Header), d.Field))]));
        }

        return decided.Count;
    }

    private static IEnumerable<(string Object, string Header, string? Field)> Decided(MigrationMap map)
    {
        SystemCatalog catalog = SystemCatalog.Load(map.System);
        return from place in map.Places ?? []
               where place.Decision == Decision.Accepted && place.Object is not null && catalog.Objects.Any(o => o.Name == place.Object)
               let index = new HeaderIndex(catalog[place.Object!])
               from header in place.Headers
               where !HeaderLook.IsData(header.Header)
               where header.Decision == Decision.Accepted ? header.Field is not null && index.Find(header.Header, LetterRepair.None)?.Name != header.Field
                   : header.Asked && header.Decision is Decision.Ignored or Decision.Custom
               select (place.Object!, header.Header, header.Decision == Decision.Accepted ? header.Field : null);
    }

    private static IReadOnlyList<LearnedDecision> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            LearnedDecisions? read = JsonSerializer.Deserialize<LearnedDecisions>(File.ReadAllText(path), Json);
            return read is { Version: 1, Decisions: { } decisions } ? decisions : throw Unreadable(path);
        }
        catch (JsonException)
        {
            throw Unreadable(path);
        }
    }

    /// <summary>Whole or not at all: a file that several practices feed is not to be lost in a crash.</summary>
    private static void Write(string path, LearnedDecisions decisions)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full + ".new", JsonSerializer.Serialize(decisions, Json) + "\n");
        File.Move(full + ".new", full, overwrite: true);
    }

    private static string Told(LearnedDecision d) => $"{Word(d)} ({d.Practices.Count})";

    private static string Word(LearnedDecision d) => d.Field is null ? "no field" : $"'{d.Field}'";

    private static MigrationException Unreadable(string path) =>
        new("LearnedUnreadable", $"'{Path.GetFileName(path)}' is no file of learned decisions of version 1. Name another, or remove it.");
}
