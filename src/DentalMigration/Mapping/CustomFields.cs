using System.Globalization;
using DentalMigration.Profiling;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Mapping;

/// <summary>
/// Gives the fields a practice added to its system columns of their own: of the type they are defined with, or that their values show, in the
/// table their object goes to. In a map such a field is called <c>custom:</c> and its header.
/// </summary>
public static class CustomFields
{
    /// <summary>What the name of a custom field in a map begins with.</summary>
    public const string Mark = SourceRecord.CustomMark;

    private const int FirstOption = 100_000_000;
    private const int LongestName = 40;

    /// <summary>True where a field of a map is a custom one.</summary>
    public static bool Is(string field) => field.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>The header of a custom field.</summary>
    public static string Header(string field) => field[Mark.Length..];

    /// <summary>A map with a column for each custom field of an export that it has none for.</summary>
    /// <param name="map">The map, not yet approved.</param>
    /// <param name="source">The export.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<MigrationMap> AddAsync(MigrationMap map, ISource source, CancellationToken cancellationToken)
    {
        List<CustomField> fields = await CustomFieldFinder.FindAsync(source, cancellationToken)
            .Where(f => f is { Header: not null, Fault: null }).ToListAsync(cancellationToken);
        return fields.Count == 0 ? map : map with { Objects = [.. map.Objects.Select(o => Add(map, o, fields))] };
    }

    private static ObjectMap Add(MigrationMap map, ObjectMap o, List<CustomField> fields)
    {
        if (o.Action != MapAction.Create || o.SourceKey is null)
        {
            return o;
        }

        HashSet<string> taken = [.. map.Objects.Where(x => x.Table == o.Table).SelectMany(x => x.Columns).Select(c => c.Column)];
        HashSet<string> mapped = [.. o.Columns.SelectMany(c => c.From)];
        var columns = new List<ColumnMap>(o.Columns);
        foreach (CustomField field in fields.Where(f => f.Object == o.Object && !mapped.Contains(Mark + f.Header)))
        {
            columns.Add(Column(map.Prefix, field, Name(field, taken)));
        }

        return o with { Columns = columns };
    }

    private static ColumnMap Column(string prefix, CustomField field, string name)
    {
        ColumnType type = field.Choices.Count > 0 ? ColumnType.Picklist : Type(field.Type);
        return new ColumnMap
        {
            Column = $"{prefix}_{name.ToLowerInvariant()}",
            From = [Mark + field.Header],
            Transform = "custom",
            With = new Dictionary<string, string> { ["type"] = field.Type.ToString() },
            Values = type == ColumnType.Picklist ? field.Choices.Select((c, i) => (c, i)).ToDictionary(c => c.c, c => FirstOption + c.i) : null,
            OnFault = FaultPolicy.Blank,
            Create = new ColumnCreation
            {
                Type = type,
                Label = field.Name,
                SchemaName = $"{prefix}_{name}",
                MaxLength = type == ColumnType.Memo ? 10_000 : 500,
                Options = type == ColumnType.Picklist ? field.Choices.Select((c, i) => (c, i)).ToDictionary(c => FirstOption + c.i, c => c.c) : null,
            },
        };
    }

    private static ColumnType Type(FieldType type) => type switch
    {
        FieldType.Multiline => ColumnType.Memo,
        FieldType.Date => ColumnType.DateOnly,
        FieldType.DateTime => ColumnType.DateTime,
        FieldType.Money => ColumnType.Money,
        FieldType.Decimal => ColumnType.Decimal,
        FieldType.Integer => ColumnType.Integer,
        FieldType.Boolean => ColumnType.Boolean,
        _ => ColumnType.String,
    };

    /// <summary>The field's name in ASCII words, <c>Tedavi Fazı</c> → <c>TedaviFazi</c>, with <c>Custom</c> before it where a column has it already.</summary>
    private static string Name(CustomField field, HashSet<string> taken)
    {
        string name = string.Concat(field.Name.Split(' ', '-', '_', '/', '.', '(', ')').Select(HeaderFold.Fold).Where(w => w.Length > 0)
            .Select(w => char.ToUpperInvariant(w[0]) + w[1..]).Select(w => string.Concat(w.Where(char.IsAsciiLetterOrDigit))));
        name = name.Length == 0 ? "Custom" : name[..Math.Min(name.Length, LongestName)];
        if (!char.IsAsciiLetter(name[0]) || IsTaken(name, taken))
        {
            name = "Custom" + name;
        }

        string free = name;
        for (int n = 2; IsTaken(free, taken); n++)
        {
            free = name + n.ToString(CultureInfo.InvariantCulture);
        }

        taken.Add("_" + free.ToLowerInvariant());
        return free;
    }

    private static bool IsTaken(string name, HashSet<string> taken) =>
        taken.Any(t => t.EndsWith("_" + name, StringComparison.OrdinalIgnoreCase) || t.EndsWith($"_{name}name", StringComparison.OrdinalIgnoreCase));
}
