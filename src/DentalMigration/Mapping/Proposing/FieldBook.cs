using DentalMigration.Systems;

namespace DentalMigration.Mapping.Proposing;

/// <summary>The descriptions of all canonical fields.</summary>
internal sealed class FieldBook
{
    private const string Common = "*";
    private const string None = "none";

    private readonly HeaderReader _reader;
    private readonly Dictionary<(string Object, string Field), FieldDescription> _fields = [];
    private readonly Dictionary<string, (ValueKind Kind, string[] Sayings)> _common = new(StringComparer.Ordinal);

    public FieldBook(HeaderReader reader)
    {
        _reader = reader;
        string current = Common;
        foreach (string line in LexiconFile.Lines("fields.txt"))
        {
            if (line[0] == '[')
            {
                current = line[1..^1];
            }
            else
            {
                Add(current, line);
            }
        }
    }

    /// <summary>What is said of columns that are no field's: counters, page marks.</summary>
    public IReadOnlyList<int[]> Nothing { get; private set; } = [];

    /// <summary>All fields it describes.</summary>
    public IReadOnlyCollection<FieldDescription> All => _fields.Values;

    /// <summary>The fields of an object, in their order; empty where the object is not described.</summary>
    public IReadOnlyList<FieldDescription> Of(string objectName) => [.. _fields.Values.Where(f => f.Object == objectName)];

    /// <summary>The descriptions of a catalog object's fields, in their order.</summary>
    public IReadOnlyList<FieldDescription> Of(CatalogObject o) => [.. o.Fields.Select(f => Of(o.Name, f))];

    /// <summary>The description of a catalog's field: its own, the common one of its name, or what its name and type say.</summary>
    private FieldDescription Of(string objectName, CatalogField field) =>
        _fields.TryGetValue((objectName, field.Name), out FieldDescription? known) ? known
        : _common.TryGetValue(field.Name, out (ValueKind Kind, string[] Sayings) common) ? Describe(objectName, field.Name, common.Kind, common.Sayings)
        : Describe(objectName, field.Name, Kind(field.Type), []);

    private void Add(string current, string line)
    {
        bool isBare = !line.Contains(':', StringComparison.Ordinal);
        (string head, string[] sayings) = isBare ? (line, []) : LexiconFile.Split(line, ';');
        string name = head.Split(' ')[0];
        ValueKind kind = isBare ? default : Enum.Parse<ValueKind>(head.Split(' ')[1], ignoreCase: true);
        if (current == Common)
        {
            _common.Add(name, (kind, sayings));
        }
        else if (current == None)
        {
            Nothing = [.. sayings.Select(_reader.Phrase).Where(p => p.Length > 0)];
        }
        else
        {
            (kind, sayings) = isBare ? _common[name] : (kind, sayings);
            _fields.Add((current, name), Describe(current, name, kind, sayings));
        }
    }

    private FieldDescription Describe(string objectName, string name, ValueKind kind, string[] sayings)
    {
        IEnumerable<int[]> phrases = sayings.Prepend(name).Select(_reader.Phrase).Where(p => p.Length > 0);
        return new FieldDescription(objectName, name, kind, [.. phrases.DistinctBy(p => string.Join(' ', p))]);
    }

    private static ValueKind Kind(FieldType type) => type switch
    {
        FieldType.Date => ValueKind.Date,
        FieldType.DateTime => ValueKind.DateTime,
        FieldType.Time => ValueKind.Time,
        FieldType.Money => ValueKind.Money,
        FieldType.Decimal => ValueKind.Decimal,
        FieldType.Integer => ValueKind.Integer,
        FieldType.Boolean => ValueKind.Flag,
        FieldType.Code => ValueKind.Code,
        FieldType.File => ValueKind.Path,
        _ => ValueKind.Text,
    };
}
