using System.IO.Enumeration;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Profiles;

/// <summary>
/// What an approved map decided about the places of an export. Of a column, a source profile goes before it; a place it leaves out is not read
/// even so. What it does not speak of is recognised by the usual spellings.
/// </summary>
/// <param name="Fingerprint">Tells two sets of decisions apart.</param>
/// <param name="Places">The places it decided on.</param>
public sealed record SourceDecisions(string Fingerprint, IReadOnlyList<DecidedPlace> Places)
{
    /// <summary>What was decided about the place of that name; null where nothing was.</summary>
    internal DecidedPlace? Find(string name) =>
        Places.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? Places.FirstOrDefault(p => FileSystemName.MatchesSimpleExpression(p.Name, name, ignoreCase: true));

    /// <summary>
    /// What was decided about an object's columns wherever they stand, for a file of another name than the one the map was made from. Of two
    /// decisions about one header, neither is taken.
    /// </summary>
    internal DecidedPlace? Of(string objectName)
    {
        List<DecidedPlace> places = [.. Places.Where(p => p.Object == objectName)];
        if (places.Count == 0)
        {
            return null;
        }

        var fields = places.SelectMany(p => p.Fields).GroupBy(f => HeaderFold.Fold(f.Key), f => f)
            .Where(g => g.Select(f => f.Value).Distinct().Count() == 1)
            .Select(g => g.First())
            .DistinctBy(f => f.Value)
            .ToDictionary(f => f.Key, f => f.Value);
        return new DecidedPlace(string.Empty, objectName, fields, [.. places.SelectMany(p => p.Ignored).Where(h => !fields.ContainsKey(h)).Distinct()]);
    }
}

/// <summary>What was decided about one file, sheet, table or path.</summary>
/// <param name="Name">Its name, with <c>*</c> and <c>?</c> where it varies.</param>
/// <param name="Object">The object it is read as; null where it is not read.</param>
/// <param name="Fields">Header → field.</param>
/// <param name="Ignored">Headers that are no field.</param>
public sealed record DecidedPlace(string Name, string? Object, IReadOnlyDictionary<string, string> Fields, IReadOnlyList<string> Ignored);
