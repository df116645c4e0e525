using DentalMigration.Systems;

namespace DentalMigration.Sources;

/// <summary>
/// One immutable record of a source object. Cells stay as the file had them; a field is read by type when asked for, so that one bad
/// field does not cost the others.
/// </summary>
public sealed class SourceRecord
{
    /// <summary>What the name of a field that the catalog does not know begins with; its header follows.</summary>
    public const string CustomMark = "custom:";

    private readonly SourceLayout _layout;
    private readonly object?[] _cells;

    /// <param name="layout">The file's columns and their formats.</param>
    /// <param name="position">File and line.</param>
    /// <param name="cells">
    /// Raw cells by column of the file: string, or double, DateTime, TimeSpan or bool from a workbook, and long or decimal from a database
    /// or an answer; null when absent.
    /// </param>
    /// <param name="fault">Set when the line as a whole is unusable (ragged).</param>
    public SourceRecord(SourceLayout layout, RecordPosition position, object?[] cells, FieldFault? fault = null)
    {
        _layout = layout;
        _cells = cells;
        Position = position;
        (Key, FieldFault? keyFault) = layout.ReadKey(cells);
        Fault = fault ?? keyFault;
    }

    /// <summary>The file's columns, the same instance for all its records.</summary>
    internal SourceLayout Layout => _layout;

    /// <summary>The raw cell of a column of <see cref="Layout"/>; null when the line is shorter.</summary>
    internal object? Cell(int ordinal) => ordinal < _cells.Length ? _cells[ordinal] : null;

    /// <summary>The catalog's object.</summary>
    public CatalogObject Object => _layout.Object;

    /// <summary>File and line.</summary>
    public RecordPosition Position { get; }

    /// <summary>The key as text, its fields joined by <c>|</c>; empty when a key field is empty (then <see cref="Fault"/> is set).</summary>
    public string Key { get; }

    /// <summary>Why the record as a whole is unusable, or null.</summary>
    public FieldFault? Fault { get; }

    /// <summary>The raw cells, by column of the file.</summary>
    internal ReadOnlySpan<object?> Cells => _cells;

    /// <summary>Reads one field by its canonical name. A field the file has no column for reads as null.</summary>
    public FieldReading Read(string field) => _layout.Read(field, _cells);

    /// <summary>True where the file has a column for the field, filled or not.</summary>
    public bool Has(string field) => field.StartsWith(CustomMark, StringComparison.Ordinal) ? HasCustom(field[CustomMark.Length..]) : _layout.Ordinal(field) >= 0;

    /// <summary>True where the file has a column that the catalog does not know, by its header.</summary>
    public bool HasCustom(string header) => _layout.HasCustom(header);

    /// <summary>Reads a column the catalog does not know, by its header and a type. One the file does not have reads as null.</summary>
    public FieldReading ReadCustom(string header, FieldType type) => _layout.ReadCustom(header, type, _cells);

    /// <summary>The cell's text as the file had it (trimmed), or null when empty or absent. For display in reports that may show values.</summary>
    public string? Text(string field) => _layout.Text(field, _cells);
}
