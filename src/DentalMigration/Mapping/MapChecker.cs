using DentalMigration.Mapping.Transforms;
using DentalMigration.Systems;

namespace DentalMigration.Mapping;

/// <summary>Something in a map that cannot work.</summary>
/// <param name="Code">Stable id: <c>UnknownField</c>, <c>UnknownTransform</c>, <c>UnknownObject</c>, <c>LookupOutOfOrder</c>, <c>DuplicateColumn</c>…</param>
/// <param name="Place">Object and column.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record MapProblem(string Code, string Place, string Message);

/// <summary>Checks a map, which people edit, against its system's catalog.</summary>
public static class MapChecker
{
    /// <summary>What cannot work, in the map's order; empty when all can.</summary>
    /// <exception cref="MigrationException"><c>UnknownSystem</c>.</exception>
    public static IEnumerable<MapProblem> Check(MigrationMap map)
    {
        SystemCatalog catalog = SystemCatalog.Load(map.System);
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (ObjectMap o in map.Objects)
        {
            if (!done.Add(o.Object))
            {
                yield return new MapProblem("DuplicateObject", o.Object, $"The map has '{o.Object}' twice. Remove one.");
            }

            if (catalog.Objects.FirstOrDefault(c => c.Name == o.Object) is not { } known)
            {
                yield return new MapProblem("UnknownObject", o.Object, $"{catalog.Label} has no object '{o.Object}'.");
                continue;
            }

            foreach (MapProblem problem in Check(o, known, done))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<MapProblem> Check(ObjectMap o, CatalogObject known, HashSet<string> done)
    {
        var columns = new HashSet<string>(StringComparer.Ordinal);
        if (o.SourceKey is not null && o.Columns.All(c => c.Column != o.SourceKey))
        {
            yield return new MapProblem("SourceKeyMissing", o.Object, $"No column of '{o.Object}' writes its source key '{o.SourceKey}'.");
        }

        foreach (string field in o.Owner.Where(f => known.Find(f) is null))
        {
            yield return new MapProblem("UnknownField", $"{o.Object}.owner", $"{known.Label} has no field '{field}'.");
        }

        foreach (ColumnMap column in o.Columns)
        {
            string place = $"{o.Object}.{column.Column}";
            if (!columns.Add(column.Column))
            {
                yield return new MapProblem("DuplicateColumn", place, $"The map writes column '{column.Column}' twice. Remove one.");
            }

            foreach (string field in column.From.Where(f => known.Find(f) is null))
            {
                yield return new MapProblem("UnknownField", place, $"{known.Label} has no field '{field}'.");
            }

            if (column.Transform is { } transform && TransformList.Transforms.All(t => t.Name != transform))
            {
                yield return new MapProblem("UnknownTransform", place, $"There is no transform '{transform}'. There are: {string.Join(", ", TransformList.Transforms.Select(t => t.Name))}.");
            }

            if (column.Lookup is { } parent && !done.Contains(parent))
            {
                yield return new MapProblem("LookupOutOfOrder", place, $"'{parent}' is not in the map before '{o.Object}'. Put parents first.");
            }
        }
    }
}
