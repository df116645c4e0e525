using DentalMigration.Mapping.Proposing;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Decisions;

/// <summary>Turns what is proposed for a place into decisions: taken where it is known or sure, open where not.</summary>
internal sealed class PlaceDecider(MigrationMap map, SystemCatalog catalog, OwnColumns columns, IReadOnlyList<LearnedSpelling> learned)
{
    /// <summary>A table of a database that resembles no object by at least this much is one of the many that have nothing to do with it.</summary>
    private const double LeastLikeness = 0.3;

    private const int MostRunnersUp = 4;

    /// <summary>The decisions about a place.</summary>
    public PlaceMap Decide(SourcePlace place, PlaceProposal proposal)
    {
        SourceFile file = place.File;
        ObjectCandidate? best = proposal.Objects.Count == 0 ? null : proposal.Objects[0];
        string? objectName = file.Object ?? best?.Object;
        Decision decision = file.Object is not null || (proposal.IsSure && best is not null) ? Decision.Accepted
            : file.Place?.Table is not null && (best is null || best.Score < LeastLikeness) ? Decision.Ignored
            : Decision.Open;
        return new PlaceMap
        {
            Place = file.Name,
            Decision = decision,
            Object = objectName,
            Score = file.Object is not null ? 1 : Rounded(best?.Score),
            Reasons = Reasons(file, best, decision),
            RunnersUp = file.Object is not null || proposal.Objects.Count < 2
                ? null
                : [.. proposal.Objects.Skip(1).Take(MostRunnersUp).Select(o => new RunnerUp(o.Object, Math.Round(o.Score, 2)))],
            Headers = decision == Decision.Ignored ? [] : Headers(place, objectName, proposal),
        };
    }

    private static IReadOnlyList<string> Reasons(SourceFile file, ObjectCandidate? best, Decision decision) =>
        file.Object is not null ? [file.Place is { Columns: not null } or { File: not null } or { Query: not null } or { Path: not null } ? "The source profile says so." : "Its name and headers are known."]
        : decision == Decision.Ignored ? ["Nothing in it resembles an object of the system."]
        : [.. best?.Reasons ?? ["Nothing in it resembles an object of the system."], .. file.Warnings.Where(w => w.Length > 0)];

    private List<HeaderMap> Headers(SourcePlace place, string? objectName, PlaceProposal proposal)
    {
        IReadOnlyList<SourceColumn> all = place.File.Columns;
        var taken = all.Select(c => c.Field).OfType<string>().ToHashSet();
        var decided = new List<HeaderMap>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < all.Count; i++)
        {
            if (all[i].Header.Length > 0 && seen.Add(all[i].Header))
            {
                decided.Add(Known(place.File, all[i]) ?? Unknown(place, i, objectName, i < proposal.Headers.Count ? proposal.Headers[i] : null, taken));
            }
        }

        return decided;
    }

    /// <summary>What needs no proposal: a known spelling, a decision of the profile, a column that holds nothing of a record.</summary>
    private HeaderMap? Known(SourceFile file, SourceColumn column)
    {
        bool isProfiled = file.Place?.Columns?.ContainsKey(column.Header) == true || file.Place?.Ignored?.Contains(column.Header) == true;
        string? reason = isProfiled ? HeaderMap.Profiled : column.Field is not null ? HeaderMap.KnownSpelling
            : column.IsIgnored ? "It holds nothing of a record."
            : file.Object is { } name && !catalog[name].Migrates ? $"{catalog[name].Label} is handed over as a reference and does not migrate."
            : file.Object is { } other && map.Find(other) is null ? $"{catalog[other].Label} is not mapped."
            : null;
        return reason is null ? null : new HeaderMap
        {
            Header = column.Header,
            Decision = column.Field is null ? Decision.Ignored : Decision.Accepted,
            Field = column.Field,
            Score = column.Field is null ? null : 1,
            Reasons = [reason],
        };
    }

    private HeaderMap Unknown(SourcePlace place, int ordinal, string? objectName, HeaderProposal? proposal, HashSet<string> taken)
    {
        string header = place.File.Columns[ordinal].Header;
        CatalogObject? o = catalog.Objects.FirstOrDefault(x => x.Name == objectName);
        List<FieldCandidate> candidates = [.. (proposal?.Candidates ?? []).Where(c => o?.Find(c.Field) is not null && !taken.Contains(c.Field))];
        FieldCandidate? best = candidates.FirstOrDefault();
        bool isSure = proposal is { IsSure: true } && best is not null && best == proposal.Best;
        (ColumnMap Column, bool IsDefined)? own = o is null || isSure ? null : columns.Of(o.Name, place, ordinal);
        if (own is (var column, true))
        {
            return new HeaderMap { Header = header, Decision = Decision.Custom, Column = column.Column, Reasons = ["The export defines it as a field of the practice's own."] };
        }

        if (isSure)
        {
            taken.Add(best!.Field);
        }

        return new HeaderMap
        {
            Header = header,
            Decision = isSure ? Decision.Accepted : Decision.Open,
            Asked = !isSure,
            Field = best?.Field,
            Column = own?.Column.Column,
            Score = Rounded(best?.Score),
            Reasons = [.. best?.Reasons ?? [o is null ? "What its file holds is to be decided first." : $"No field of {o.Label} resembles it."], .. Learned(objectName, header)],
            RunnersUp = candidates.Count < 2 ? null : [.. candidates.Skip(1).Take(MostRunnersUp).Select(c => new RunnerUp(c.Field, Math.Round(c.Score, 2)))],
        };
    }

    private IEnumerable<string> Learned(string? objectName, string header) =>
        learned.Any(l => l.Field is null && l.Object == objectName && HeaderFold.Fold(l.Header) == HeaderFold.Fold(header))
            ? ["In an earlier practice it was decided to be no field."]
            : [];

    private static double? Rounded(double? score) => score is { } value ? Math.Round(value, 2) : null;
}
