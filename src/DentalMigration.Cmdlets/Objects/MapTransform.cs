using DentalMigration.Mapping.Transforms;

namespace DentalMigration.Commands;

/// <summary>A transform that a map's column can name.</summary>
public sealed class MapTransform
{
    internal MapTransform(ITransform transform)
    {
        Name = transform.Name;
        Yields = transform.Yields.ToString();
        Description = transform.Description;
        Parameters = [.. transform.Parameters.Select(Line)];
    }

    /// <summary>Its name in a map.</summary>
    public string Name { get; }

    /// <summary>What kind of value it gives; AsRead is what its fields hold.</summary>
    public string Yields { get; }

    /// <summary>What it does.</summary>
    public string Description { get; }

    /// <summary>Its parameters, in a column's 'with': <c>country (TR, US; TR when left out): whose numbers they are</c>.</summary>
    public string[] Parameters { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string Line(TransformParameter p)
    {
        string values = p.Values is { } list ? string.Join(", ", list) : p.IsNumber ? "a number" : "text";
        string otherwise = p.Default switch { null => "needed", "" => "may be left out", _ => $"'{p.Default}' when left out" };
        return $"{(p.Name == "*" ? "<field>" : p.Name)} ({values}; {otherwise}): {p.Description}";
    }
}
