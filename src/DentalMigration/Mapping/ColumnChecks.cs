using System.Text.Json;
using DentalMigration.Mapping.Checks;
using DentalMigration.Mapping.Transforms;
using DentalMigration.Systems;

namespace DentalMigration.Mapping;

/// <summary>What of one column's map cannot work.</summary>
internal static class ColumnChecks
{
    /// <summary>The smallest value Dataverse gives an option that somebody adds (publisher option prefixes begin at 10,000).</summary>
    private const int SmallestInserted = 10_000;

    public static IEnumerable<MapProblem> Of(ObjectMap o, ColumnMap column, CatalogObject known, HashSet<string> done)
    {
        MapProblem Problem(string code, string message) => new(code, $"{o.Object}.{column.Column}", $"Column '{column.Column}' of '{o.Object}': {message}");

        bool isCustom = column.Transform == "custom";
        foreach (string field in column.From.Where(f => isCustom ? !CustomFields.Is(f) : known.Find(f) is null))
        {
            yield return Problem("UnknownField", $"{known.Label} has no field '{field}'. Name one it has, or take it out.");
        }

        ITransform? transform = TransformList.Transforms.FirstOrDefault(t => t.Name == (column.Transform ?? "copy"));
        if (transform is null)
        {
            yield return Problem("UnknownTransform", $"there is no transform '{column.Transform}'. There are: {string.Join(", ", TransformList.Transforms.Select(t => t.Name))}.");
        }

        if (column.From.Count == 0 && column.Constant is null && column.Create?.Type != ColumnType.File && transform is not KeyTransform)
        {
            yield return Problem("NothingToWrite", "it names neither a field nor a constant. Name one.");
        }

        if (column.Lookup is { } parent && !done.Contains(parent))
        {
            yield return OutOfOrder(o, column.Column, parent);
        }

        if (column.Create is { } create && (column.Lookup is null) == (create.Type == ColumnType.Lookup))
        {
            yield return Problem("LookupDoesNotFit", "a lookup needs both 'lookup' and the type Lookup.");
        }

        if (column.Lookup is null && column.Constant is null && transform is not null)
        {
            // What a standard column takes is known only in the organisation; a choice takes words wherever it is.
            foreach (MapProblem problem in (column.Values is not null ? ColumnType.Picklist : column.Create?.Type) is { } type ? Fit(column, known, transform, type, Problem) : [])
            {
                yield return problem;
            }
        }

        if (transform?.Yields is TransformYield.Day or TransformYield.Moment && column.From.Select(known.Find).All(f => f is { Type: not (FieldType.Date or FieldType.DateTime) }) && column.From.Count > 0)
        {
            yield return Problem("TransformDoesNotFit", $"transform '{transform.Name}' reads a date, and none of its fields is one. Name a field with a date, or take another transform.");
        }

        foreach (MapProblem problem in transform is null ? [] : ParameterChecks.Of(column, transform, Problem))
        {
            yield return problem;
        }

        foreach (MapProblem problem in Options(column, Problem))
        {
            yield return problem;
        }
    }

    /// <summary>The first word that is there twice as words are compared, or null.</summary>
    public static string? Twice(IEnumerable<string> words)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return words.FirstOrDefault(w => !seen.Add(HeaderFold.Fold(w)));
    }

    public static MapProblem OutOfOrder(ObjectMap o, string part, string parent) =>
        new("LookupOutOfOrder", $"{o.Object}.{part}", $"'{part}' of '{o.Object}' refers to '{parent}', which is not in the map before it. Put parents first.");

    /// <summary>What the column's fields or transform give that a column of a type does not take.</summary>
    public static IEnumerable<MapProblem> Fit(ColumnMap column, CatalogObject known, ITransform transform, ColumnType type, Func<string, string, MapProblem> problem)
    {
        if (transform.Yields != TransformYield.AsRead)
        {
            if (!YieldFit.Fit(transform.Yields, type))
            {
                yield return problem("TransformDoesNotFit", $"transform '{transform.Name}' gives a {transform.Yields}, which a {type} does not take. Take another transform, or another column.");
            }

            yield break;
        }

        foreach (CatalogField field in column.From.Select(known.Find).OfType<CatalogField>().Where(f => !YieldFit.Fit(YieldFit.Of(f.Type), type)))
        {
            yield return problem("FieldDoesNotFit", $"field '{field.Name}' is a {field.Type}, which a {type} does not take without a transform.");
        }
    }

    private static IEnumerable<MapProblem> Options(ColumnMap column, Func<string, string, MapProblem> problem)
    {
        if (column.Create is { Type: ColumnType.Picklist, Options: null or { Count: 0 } })
        {
            yield return problem("OptionsMissing", "the choice has no options. List them in 'create'.");
        }

        if (column.Create?.Type == ColumnType.Picklist && column.Values is null && column.ValueMap is null && column.Constant is null)
        {
            yield return problem("ValuesMissing", "a choice needs 'values', which say what each word of the source becomes, or the name of a 'valueMap'.");
        }

        if (column.Create?.Options is { } options)
        {
            int[] used = [.. column.Values?.Values ?? [], .. column.Constant is { ValueKind: JsonValueKind.Number } constant ? [constant.GetInt32()] : Array.Empty<int>()];
            foreach (int value in used.Where(v => !options.ContainsKey(v)).Distinct())
            {
                yield return problem("OptionUnknown", $"it writes option {value}, which the choice does not have. Add it to the options of 'create', or take one of them.");
            }
        }

        foreach (int value in (column.InsertOptions?.Keys ?? []).Where(v => v < SmallestInserted))
        {
            yield return problem("OptionValueTooLow", $"inserted option {value} lies among Microsoft's own. Take a value of {SmallestInserted} or more.");
        }

        if (column.ValueMap is null && column.Values is { } values && Twice(values.Keys) is { } word)
        {
            yield return problem("WordTwice", $"'values' has '{word}' twice, as words are compared. Remove one.");
        }
    }
}
