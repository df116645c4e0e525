using System.Runtime.CompilerServices;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Profiling;

/// <summary>
/// Finds the fields a practice added: those the export defines, and each column of its files that no field of the object is known for. The
/// type of the latter is what the values of its first 5,000 records show.
/// </summary>
public static class CustomFieldFinder
{
    /// <summary>The object whose records are definitions.</summary>
    public const string Object = "custom_field";

    private const int SampleRecords = 5000;

    /// <summary>All custom fields: definitions in their order, then what only columns tell of.</summary>
    /// <param name="source">The export.</param>
    /// <param name="cancellationToken">Stops between two records.</param>
    public static async IAsyncEnumerable<CustomField> FindAsync(
        ISource source, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Dictionary<(string, string), CustomField> columns = await ColumnsAsync(source, cancellationToken);
        await foreach (SourceRecord record in source.Read(Object, cancellationToken))
        {
            CustomField defined = Read(source.Catalog, record);
            if (columns.Remove((defined.Object, HeaderFold.Fold(defined.Name)), out CustomField? column))
            {
                bool isTyped = CustomFieldWords.Type(record.Read("field_type").Value as string) is not null;
                defined = defined with { Header = column.Header, Type = isTyped ? defined.Type : column.Type };
            }

            yield return defined;
        }

        foreach (CustomField column in columns.Values)
        {
            yield return column;
        }
    }

    private static CustomField Read(SystemCatalog catalog, SourceRecord record)
    {
        string of = record.Read("object").Value as string ?? string.Empty;
        return new CustomField(
            CustomFieldWords.Object(catalog, of)?.Name ?? of,
            record.Read("field_name").Value as string ?? string.Empty,
            CustomFieldWords.Type(record.Read("field_type").Value as string) ?? FieldType.Text,
            CustomFieldWords.Choices(record.Read("choices").Value as string),
            null,
            IsDefined: true,
            record.Position,
            record.Fault?.Code);
    }

    private static async Task<Dictionary<(string, string), CustomField>> ColumnsAsync(ISource source, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(string, string), CustomField>();
        foreach (string name in source.Files.Where(f => f.Columns.Any(IsUnknown)).Select(f => f.Object).OfType<string>().Distinct())
        {
            Dictionary<string, List<object>> cells = await CellsAsync(source, name, cancellationToken);
            foreach (SourceFile file in source.Files.Where(f => f.Object == name))
            {
                foreach (SourceColumn column in file.Columns.Where(IsUnknown))
                {
                    string folded = HeaderFold.Fold(column.Header);
                    (FieldType type, IReadOnlyList<string> choices) = ColumnType.Infer(source.Catalog, cells.GetValueOrDefault(folded) ?? []);
                    var position = new RecordPosition(file.Name, file.HeaderLine);
                    found.TryAdd((name, folded), new CustomField(name, column.Header, type, choices, column.Header, IsDefined: false, position));
                }
            }
        }

        return found;
    }

    /// <summary>The cells of an object's unknown columns, by folded header.</summary>
    private static async Task<Dictionary<string, List<object>>> CellsAsync(ISource source, string objectName, CancellationToken cancellationToken)
    {
        var cells = new Dictionary<string, List<object>>(StringComparer.Ordinal);
        await foreach (SourceRecord record in source.Read(objectName, cancellationToken).Take(SampleRecords).WithCancellation(cancellationToken))
        {
            IReadOnlyList<SourceColumn> columns = record.Layout.Columns;
            for (int i = 0; i < columns.Count; i++)
            {
                if (IsUnknown(columns[i]) && record.Cell(i) is { } cell)
                {
                    string folded = HeaderFold.Fold(columns[i].Header);
                    if (!cells.TryGetValue(folded, out List<object>? list))
                    {
                        cells.Add(folded, list = []);
                    }

                    list.Add(cell);
                }
            }
        }

        return cells;
    }

    private static bool IsUnknown(SourceColumn column) => column is { Field: null, IsIgnored: false, Header.Length: > 0 };
}
