namespace DentalMigration.Mapping.Checks;

/// <summary>What of the rules by which records find rows that were there before cannot work.</summary>
internal static class ExistingChecks
{
    public static IEnumerable<MapProblem> Of(ObjectMap o)
    {
        if (o.Existing is not { } existing)
        {
            yield break;
        }

        string place = $"{o.Object}.existing";
        if (o.Action != MapAction.Create)
        {
            yield return new MapProblem("ExistingDoesNotFit", place, $"'{o.Object}' is matched by the owner map already. Take 'existing' out.");
        }

        if (existing.Match.Count == 0 || existing.Match.Any(set => set.Count == 0))
        {
            yield return new MapProblem("MatchMissing", place, $"'existing' of '{o.Object}' names no columns to find a row by. Name some in 'match', or take it out.");
        }

        if (existing.OnMatch == ExistingAction.Create)
        {
            yield return new MapProblem("ExistingDoesNotFit", place, $"'existing' of '{o.Object}' would create a row in spite of a match. Take 'existing' out instead.");
        }

        foreach (string column in existing.Match.SelectMany(set => set).Distinct().Where(name => o.Columns.All(c => c.Column != name || c.Lookup == o.Object)))
        {
            yield return new MapProblem(
                "MatchColumnMissing", place, $"'existing' of '{o.Object}' finds rows by '{column}', which the map does not write with the row. Name a column of the object.");
        }
    }
}
