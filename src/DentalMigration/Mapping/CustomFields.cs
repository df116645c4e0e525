using System.Globalization;
using DentalMigration.Profiling;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Mapping;

/// <summary>
/// Proposes columns for the fields a practice added to its system: of the type they are defined with, or that their values show, in the
/// table their object goes to. In a map such a field is called <c>custom:</c> and its header.
/// </summary>
public static class CustomFields
{
    /// <summary>What the name of a custom field in a map begins with.</summary>
    public const string Mark = SourceRecord.CustomMark;

    private const int FirstOption = 100_000_000;
    private const int LongestName = 40;
    private const int DefinedLength = 500;

    private static readonly int[] Lines = [100, 200, 500, 1000, 2000, 4000];
    private static readonly int[] Memos = [10_000, 100_000, 1_048_576];

    /// <summary>True where a field of a map is a custom one.</summary>
    public static bool Is(string field) => field.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>The header of a custom field.</summary>
    public static string Header(string field) => field[Mark.Length..];

    /// <summary>True where an object's rows can have columns of their own: where the migration makes them and their table takes a source key.</summary>
    public static bool Takes(ObjectMap o) => o.Action == MapAction.Create && o.SourceKey is not null;

    /// <summary>The column a custom field is proposed as.</summary>
    /// <param name="prefix">Publisher prefix.</param>
    /// <param name="field">The field, with its header.</param>
    /// <param name="taken">Columns the object's table has already; the new one is added.</param>
    public static ColumnMap Column(string prefix, CustomField field, HashSet<string> taken)
    {
        string name = Name(field, taken);
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
                MaxLength = type == ColumnType.Memo ? Step(Memos, field.Longest ?? 0) : Step(Lines, field.Longest ?? DefinedLength / 2),
                Options = type == ColumnType.Picklist ? field.Choices.Select((c, i) => (c, i)).ToDictionary(c => FirstOption + c.i, c => c.c) : null,
            },
        };
    }

    /// <summary>The length that holds twice the longest value seen: only a part of the export was looked at.</summary>
    private static int Step(int[] lengths, int longest) => Array.Find(lengths, l => l >= longest * 2) is > 0 and int length ? length : lengths[^1];

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
