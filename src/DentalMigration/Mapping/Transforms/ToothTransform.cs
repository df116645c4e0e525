using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>
/// A tooth number in another notation. FDI 18 is the upper right wisdom tooth and Universal 18 the lower left second molar, so a number
/// is never taken for what it might be in another notation than its own: what is no tooth there stays empty and is reported. Regions
/// (a quadrant, a jaw) stand in the same columns and are not teeth.
/// </summary>
internal sealed class ToothTransform : ITransform
{
    private static readonly char[] Separators = [',', ';', '/', '+', ' ', '\n'];

    public string Name => "tooth";

    public string Description =>
        "A tooth number as 'to' (FDI, Universal, notation, area or raw), read by 'notation' (FDI, Universal or Palmer; else the system's own). Several teeth stay several.";

    public TransformYield Yields => TransformYield.Text;

    public IReadOnlyList<TransformParameter> Parameters { get; } = [
        new("to", "What is written.", "FDI", ["FDI", "Universal", "notation", "area", "raw"]),
        new("notation", "How the number is meant; the system's own where it is not given.", "", ["FDI", "Universal", "Palmer"]),
    ];

    public object? Apply(RowContext row, ColumnMap column)
    {
        if (TransformText.First(row, column) is not (string field, string text))
        {
            return null;
        }

        ToothNotation notation = Tooth.Notation(column.Parameter("notation", row.Shared.Catalog.ToothNotation)) ?? ToothNotation.Fdi;
        switch (column.Parameter("to", "FDI").ToUpperInvariant())
        {
            case "RAW":
                return text;
            case "NOTATION":
                return Teeth(text, notation) is null ? null : Tooth.Name(notation);
            case "AREA":
                return Tooth.Region(text, notation);
        }

        if (Teeth(text, notation) is { } teeth)
        {
            bool universal = column.Parameter("to", "FDI").Equals("Universal", StringComparison.OrdinalIgnoreCase);
            return string.Join(", ", teeth.Select(t => universal ? Tooth.ToUniversal(t) : TransformText.Of(t)));
        }

        if (Tooth.Region(text, notation) is not null)
        {
            row.Find("ToothIsRegion", field, "The value names a region of the mouth, not a tooth; the number stayed empty.");
        }
        else
        {
            row.Find("ToothUnknown", field, $"The value is no tooth number of {Tooth.Name(notation)}; only its text was kept. Check the notation.");
        }

        return null;
    }

    /// <summary>The FDI numbers of all teeth the text names; null where a part of it is no tooth.</summary>
    private static List<int>? Teeth(string text, ToothNotation notation)
    {
        var teeth = new List<int>();
        foreach (string part in text.TrimStart('#').Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Tooth.ToFdi(part.TrimStart('#'), notation) is not { } fdi)
            {
                return null;
            }

            teeth.Add(fdi);
        }

        return teeth.Count == 0 ? null : teeth;
    }
}
