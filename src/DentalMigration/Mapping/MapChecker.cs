using DentalMigration.Mapping.Checks;
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
        foreach ((string code, decimal rate) in map.Currencies)
        {
            if (code.Length != 3 || !code.All(char.IsAsciiLetterUpper) || rate <= 0)
            {
                yield return new MapProblem("CurrencyInvalid", $"currencies.{code}", $"Currency '{code}' needs three capital letters (ISO 4217) and a rate above 0.");
            }
        }

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

            foreach (MapProblem problem in ObjectChecks.Of(o, known, done))
            {
                yield return problem;
            }
        }

        if (map.Approval is not null && !map.IsApproved)
        {
            yield return new MapProblem("MapEdited", "", "The map was changed after its approval. Read it and run Approve-MigrationMap again.");
        }

        foreach (MapProblem problem in Differing(map).Concat(Taken(map)).Concat(NameChecks.Of(map)).Concat(ValueMapChecks.Of(map)).Concat(PlaceChecks.Of(map, catalog)))
        {
            yield return problem;
        }
    }

    /// <summary>Columns by a name that Dataverse gives to the companion of another: a choice <c>new_x</c> brings <c>new_xname</c> with it.</summary>
    private static IEnumerable<MapProblem> Taken(MigrationMap map)
    {
        var made = map.Objects.SelectMany(o => o.Columns.Where(c => c.Create is not null).Select(c => (Object: o, c.Column, c.Create!.Type))).ToList();
        var companions = made.SelectMany(c => Companions(c.Type).Select(end => (c.Object.Table, Name: c.Column + end))).ToHashSet();
        return made.Where(c => companions.Contains((c.Object.Table, c.Column)) || (c.Object.Create is not null && c.Column == c.Object.Table + "id")).Select(c => new MapProblem(
            "ColumnNameTaken",
            $"{c.Object.Object}.{c.Column}",
            $"Column '{c.Column}' of '{c.Object.Object}' has a name that Dataverse gives to a column it makes itself in '{c.Object.Table}'. Choose another."));
    }

    private static string[] Companions(ColumnType type) => type switch
    {
        ColumnType.Boolean or ColumnType.Picklist => ["name"],
        ColumnType.Lookup => ["name", "yominame"],
        ColumnType.Money => ["_base"],
        ColumnType.File => ["_name"],
        _ => [],
    };

    /// <summary>Columns that two objects of one table would make in two ways; only the first could be made.</summary>
    private static IEnumerable<MapProblem> Differing(MigrationMap map)
    {
        var made = new Dictionary<(string Table, string Column), (string Object, ColumnCreation Create)>();
        foreach ((ObjectMap o, ColumnMap column) in map.Objects.SelectMany(o => o.Columns.Where(c => c.Create is not null).Select(c => (o, c))))
        {
            ColumnCreation create = column.Create!;
            if (!made.TryAdd((o.Table, column.Column), (o.Object, create)) && made[(o.Table, column.Column)] is var first
                && (first.Create.Type, first.Create.MaxLength, first.Create.Secured) != (create.Type, create.MaxLength, create.Secured))
            {
                yield return new MapProblem(
                    "ColumnDiffers",
                    $"{o.Object}.{column.Column}",
                    $"'{first.Object}' makes column '{column.Column}' of '{o.Table}' with another type, length or security than '{o.Object}'. Make them alike.");
            }
        }
    }
}
