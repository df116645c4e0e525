using System.Globalization;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using DentalMigration.Sources.Reading;
using DentalMigration.Systems;

namespace DentalMigration.Sources;

/// <summary>One file's columns: which field each holds and how its values are written. Shared by all records of the file.</summary>
public sealed class SourceLayout
{
    private readonly FrozenDictionary<string, int> _ordinals;
    private readonly FieldReader?[] _readers;
    private readonly int[] _key;
    private readonly SystemCatalog _catalog;
    private readonly ConcurrentDictionary<(string Header, FieldType Type), (int Ordinal, FieldReader? Reader)> _custom = new();
    private readonly Func<(string Header, FieldType Type), (int Ordinal, FieldReader? Reader)> _findCustom;

    /// <param name="catalog">For the words that mean empty, yes and no.</param>
    /// <param name="catalogObject">The object the file holds.</param>
    /// <param name="columns">The columns in file order. Of two columns with the same field, the first is read.</param>
    /// <exception cref="MigrationException"><c>MissingColumn</c>: the key has no column.</exception>
    public SourceLayout(SystemCatalog catalog, CatalogObject catalogObject, IReadOnlyList<SourceColumn> columns)
    {
        _catalog = catalog;
        Object = catalogObject;
        _findCustom = Custom;
        Columns = columns;
        Dictionary<string, int> ordinals = new(StringComparer.Ordinal);
        _readers = new FieldReader?[columns.Count];
        for (int i = 0; i < columns.Count; i++)
        {
            if (columns[i].Field is string name && catalogObject.Find(name) is CatalogField field && ordinals.TryAdd(name, i))
            {
                int latestYear = columns[i].Format.LatestYear ?? field.LatestYear;
                _readers[i] = new FieldReader(catalog, field with { LatestYear = latestYear }, columns[i].Format);
            }
        }

        _ordinals = ordinals.ToFrozenDictionary(StringComparer.Ordinal);
        KeyFields = catalogObject.FallbackKey is { } fallback && catalogObject.Key.Any(k => !IsOptional(k) && !ordinals.ContainsKey(k)) ? fallback : catalogObject.Key;
        _key = [.. KeyFields.Select(k => ordinals.TryGetValue(k, out int ordinal) ? ordinal
            : IsOptional(k) ? -1
            : throw new MigrationException("MissingColumn", $"{catalogObject.Label} has no column for its key field '{k}'."))];
    }

    /// <summary>The object the file holds.</summary>
    public CatalogObject Object { get; }

    /// <summary>The columns in file order.</summary>
    public IReadOnlyList<SourceColumn> Columns { get; }

    /// <summary>The fields that make up a record's key in this file: the catalog's key, or its fallback.</summary>
    public IReadOnlyList<string> KeyFields { get; }

    /// <summary>The column a field is read from, or -1 when the file has none.</summary>
    public int Ordinal(string field) => _ordinals.GetValueOrDefault(field, -1);

    /// <summary>What reads a column's cells; null where the column is no field, or the second of the same.</summary>
    internal FieldReader? Reader(int ordinal) => _readers[ordinal];

    internal (string Key, FieldFault? Fault) ReadKey(object?[] cells)
    {
        if (_key.Length == 1)
        {
            return ReadKeyPart(0, cells);
        }

        string[] parts = new string[_key.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            (parts[i], FieldFault? fault) = ReadKeyPart(i, cells);
            if (fault is not null)
            {
                return (string.Empty, fault);
            }
        }

        return (string.Join('|', parts), null);
    }

    internal FieldReading Read(string field, object?[] cells) =>
        _ordinals.TryGetValue(field, out int ordinal) && ordinal < cells.Length ? _readers[ordinal]!.Read(cells[ordinal]) : default;

    internal FieldReading ReadCustom(string header, FieldType type, object?[] cells)
    {
        (int ordinal, FieldReader? reader) = _custom.GetOrAdd((header, type), _findCustom);
        return reader is not null && ordinal < cells.Length ? reader.Read(cells[ordinal]) : default;
    }

    internal bool HasCustom(string header) => _custom.GetOrAdd((header, FieldType.Text), _findCustom).Reader is not null;

    private (int Ordinal, FieldReader? Reader) Custom((string Header, FieldType Type) wanted)
    {
        string folded = HeaderFold.Fold(wanted.Header);
        for (int i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Field is null && HeaderFold.Fold(Columns[i].Header) == folded)
            {
                return (i, new FieldReader(_catalog, new CatalogField(SourceRecord.CustomMark + Columns[i].Header, wanted.Type, []), Columns[i].Format));
            }
        }

        return (-1, null);
    }

    internal string? Text(string field, object?[] cells) =>
        _ordinals.TryGetValue(field, out int ordinal) && ordinal < cells.Length ? CellText.Of(cells[ordinal]) : null;

    private bool IsOptional(string field) => Object.OptionalKey?.Contains(field) == true;

    private (string Key, FieldFault? Fault) ReadKeyPart(int part, object?[] cells)
    {
        int ordinal = _key[part];
        FieldReading reading = ordinal >= 0 && ordinal < cells.Length ? _readers[ordinal]!.Read(cells[ordinal]) : default;
        return reading switch
        {
            { Value: string text } => (Object.Merges ? NameFold.Of(Object, KeyFields[part], text) : text, null),
            { Value: DateOnly day } => (day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null),
            { Value: not null } => (CellText.Of(cells[ordinal]) ?? string.Empty, null),
            { Fault: not null } => (string.Empty, reading.Fault),
            _ when IsOptional(KeyFields[part]) => (string.Empty, null),
            _ => (string.Empty, FieldFaults.MissingKey(KeyFields[part])),
        };
    }
}
