using CsvHelper;

namespace DentalMigration.Mapping.Proposing.Scoring;

/// <summary>A header whose field is known, to measure the matcher by.</summary>
/// <param name="System">Where it was seen.</param>
/// <param name="Language">ISO 639 code.</param>
/// <param name="Object">Canonical name of the object its file holds.</param>
/// <param name="Header">The header as written.</param>
/// <param name="Field">Canonical name of the field, or <see cref="Unmapped"/>.</param>
/// <param name="Example">One of its values; may be empty.</param>
public sealed record LabelledHeader(string System, string Language, string Object, string Header, string Field, string Example)
{
    /// <summary>The label of a header that is no field.</summary>
    public const string Unmapped = "__unmapped__";

    private static readonly string[] Columns = ["system", "language", "object", "header", "canonical_field", "example_value"];

    /// <summary>True where it is no field.</summary>
    public bool IsUnmapped => Field == Unmapped;

    /// <summary>Reads a file of them: CSV with the columns <c>system, language, object, header, canonical_field, example_value</c>.</summary>
    /// <exception cref="MigrationException"><c>LabelsNotFound</c>, <c>LabelsUnreadable</c>.</exception>
    public static IReadOnlyList<LabelledHeader> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new MigrationException("LabelsNotFound", $"There is no file of labelled headers '{path}'. Name a CSV file with the columns {string.Join(", ", Columns)}.");
        }

        try
        {
            using StreamReader text = new(path);
            using CsvReader reader = CsvReader.Create(text, new CsvReaderOptions());
            List<LabelledHeader> labels = [];
            while (reader.Read())
            {
                string[] row = [.. Columns.Select(c => reader.TryGetFieldIndex(c, out int at) ? reader.GetString(at) : throw Unreadable(path, $"it has no column '{c}'"))];
                labels.Add(new LabelledHeader(row[0].Trim(), row[1].Trim(), row[2].Trim(), row[3], row[4].Trim(), row[5]));
            }

            return labels.Count > 0 ? labels : throw Unreadable(path, "it has no rows");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CsvFormatException or CsvValidationException)
        {
            throw Unreadable(path, e.Message.TrimEnd('.'), e);
        }
    }

    private static MigrationException Unreadable(string path, string reason, Exception? inner = null) => new(
        "LabelsUnreadable", $"The file of labelled headers '{Path.GetFileName(path)}' cannot be used: {reason}. It needs the columns {string.Join(", ", Columns)}.", inner);
}
