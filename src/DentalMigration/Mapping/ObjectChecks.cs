using DentalMigration.Mapping.Checks;
using DentalMigration.Systems;

namespace DentalMigration.Mapping;

/// <summary>What of one object's map cannot work.</summary>
internal static class ObjectChecks
{
    public static IEnumerable<MapProblem> Of(ObjectMap o, CatalogObject known, HashSet<string> done)
    {
        if (!known.Migrates)
        {
            yield return new MapProblem("ObjectIsReference", o.Object, $"{known.Label} does not migrate; it is handed over as a reference. Take '{o.Object}' out of the map.");
        }

        if (o.SourceKey is not null && o.Columns.All(c => c.Column != o.SourceKey))
        {
            yield return new MapProblem("SourceKeyMissing", o.Object, $"No column of '{o.Object}' writes its source key '{o.SourceKey}'.");
        }

        IEnumerable<(string Part, string Field)> fields =
        [
            .. o.Owner.Select(f => ("owner", f)),
            .. o.Parties.Select(p => ("parties", p.From)),
            .. (o.State?.Fields ?? []).Select(f => ("state", f)),
            .. o.CurrencyFrom is { } currency ? [("currencyFrom", currency)] : Array.Empty<(string, string)>(),
        ];
        foreach ((string part, string field) in fields.Where(f => known.Find(f.Field) is null))
        {
            yield return new MapProblem("UnknownField", $"{o.Object}.{part}", $"'{part}' of '{o.Object}' names '{field}', but {known.Label} has no such field.");
        }

        foreach (string parent in o.Parties.Select(p => p.Lookup).Where(p => !done.Contains(p)))
        {
            yield return ColumnChecks.OutOfOrder(o, "parties", parent);
        }

        foreach (string role in o.Roles.Keys.Where(r => o.Table != "connection" || r is not ("record1roleid" or "record2roleid")))
        {
            yield return new MapProblem("RoleDoesNotFit", $"{o.Object}.{role}", $"'{o.Object}' gives '{role}' a role; only record1roleid and record2roleid of a connection have one.");
        }

        if (o.State is { } state && ColumnChecks.Twice(state.Values.Keys) is { } word)
        {
            yield return new MapProblem("WordTwice", $"{o.Object}.state", $"The states of '{o.Object}' have '{word}' twice, as words are compared. Remove one.");
        }

        foreach (MapProblem problem in Content(o, known).Concat(ExistingChecks.Of(o)))
        {
            yield return problem;
        }

        var columns = new HashSet<string>(StringComparer.Ordinal);
        foreach (ColumnMap column in o.Columns)
        {
            if (!columns.Add(column.Column))
            {
                yield return new MapProblem("DuplicateColumn", $"{o.Object}.{column.Column}", $"The map of '{o.Object}' writes column '{column.Column}' twice. Remove one.");
            }

            foreach (MapProblem problem in ColumnChecks.Of(o, column, known, done))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<MapProblem> Content(ObjectMap o, CatalogObject known)
    {
        string place = $"{o.Object}.content";
        if (o.Content is not { } content)
        {
            foreach (ColumnMap file in o.Columns.Where(c => c.Create?.Type == ColumnType.File))
            {
                yield return new MapProblem("FileWithoutContent", $"{o.Object}.{file.Column}", $"'{o.Object}' makes file column '{file.Column}' but has no content for it. Add 'content', or remove the column.");
            }

            yield break;
        }

        foreach (string field in content.From.Concat(content.Name).Concat(content.MimeType).Where(f => known.Find(f) is null))
        {
            yield return new MapProblem("UnknownField", place, $"'content' of '{o.Object}' names '{field}', but {known.Label} has no such field.");
        }

        if (content.From.Count == 0)
        {
            yield return new MapProblem("NothingToWrite", place, $"'content' of '{o.Object}' names no field that holds the file. Name one in 'from'.");
        }

        foreach (string field in content.From.Where(f => known.Find(f) is { } found && found.Type != FieldType.File))
        {
            yield return new MapProblem("FieldDoesNotFit", place, $"'content' of '{o.Object}' needs a file, but '{field}' is none. Name a field of type File.");
        }

        bool isNote = o.Table == "annotation" && content.Column == "documentbody";
        if (!isNote && !o.Columns.Any(c => c.Column == content.Column && c.Create is null or { Type: ColumnType.File }))
        {
            yield return new MapProblem(
                "ContentColumnMissing", place, $"'content' of '{o.Object}' goes to '{content.Column}', which is neither an annotation's documentbody nor a file column of the map.");
        }
    }
}
