using System.Globalization;
using DentalMigration.Mapping.Transforms;

namespace DentalMigration.Mapping.Checks;

/// <summary>What of a column's transform parameters cannot work.</summary>
internal static class ParameterChecks
{
    public static IEnumerable<MapProblem> Of(ColumnMap column, ITransform transform, Func<string, string, MapProblem> problem)
    {
        foreach ((string name, string value) in column.With ?? new Dictionary<string, string>())
        {
            if ((transform.Parameters.FirstOrDefault(p => p.Name == name) ?? transform.Parameters.FirstOrDefault(p => p.Name == "*" && column.From.Contains(name))) is not { } known)
            {
                string takes = transform.Parameters.Count == 0 ? "It takes none" : $"It takes {string.Join(", ", transform.Parameters.Select(p => p.Name == "*" ? "the names of its fields" : p.Name))}";
                yield return problem("UnknownParameter", $"transform '{transform.Name}' has no parameter '{name}'. {takes}.");
            }
            else if (known.Values is { } values && !values.Contains(value, StringComparer.OrdinalIgnoreCase))
            {
                yield return problem("ParameterInvalid", $"'{name}' of transform '{transform.Name}' is one of {string.Join(", ", values)}, not '{value}'.");
            }
            else if (known.IsNumber && !(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0))
            {
                yield return problem("ParameterInvalid", $"'{name}' of transform '{transform.Name}' is a whole number from 1 on, not '{value}'.");
            }
        }

        foreach (TransformParameter missing in transform.Parameters.Where(p => p is { Default: null, Name: not "*" } && column.With?.ContainsKey(p.Name) != true))
        {
            yield return problem("ParameterMissing", $"transform '{transform.Name}' needs '{missing.Name}': {missing.Description}");
        }
    }
}
