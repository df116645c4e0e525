using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DentalMigration.Emulator.Schema;

/// <summary>Reads the standard tables from the embedded fact files.</summary>
internal static class StandardSchema
{
    private static readonly Lazy<Definitions> Standard = new(Read);

    /// <summary>A fresh copy of the standard declarations.</summary>
    public static Definitions Load() => Standard.Value.Copy();

    private static Definitions Read()
    {
        var all = new Definitions();
        foreach (string[] f in FactFile.Rows("tables.csv"))
        {
            all.Tables.Add(f[0], new TableDef
            {
                MetadataId = IdOf("table:" + f[0]), Name = f[0], SetName = f[1], SchemaName = f[2], Ownership = f[3], PrimaryId = f[4],
                PrimaryName = f[5].Length > 0 ? f[5] : null, IsActivity = f[6].Contains('a', StringComparison.Ordinal),
                HasNotes = f[6].Contains('n', StringComparison.Ordinal), HasActivities = f[6].Contains('v', StringComparison.Ordinal),
                IsLayered = f[6].Contains('l', StringComparison.Ordinal), HasForms = f[6].Contains('f', StringComparison.Ordinal),
                CreateMultiple = f[6].Contains('c', StringComparison.Ordinal),
                UpdateMultiple = f[6].Contains('u', StringComparison.Ordinal),
                    AllowsCustomColumns = f[6].Contains('x', StringComparison.Ordinal),
                TypeCode = int.Parse(f[7], CultureInfo.InvariantCulture), Label = [new(f[2])], CollectionLabel = [new(f[2] + "s")],
            });
            all.Columns.Add(f[0], new(StringComparer.Ordinal));
        }
        foreach (string[] f in FactFile.Rows("columns.csv"))
        {
            all.Columns[f[0]].Add(f[1], ColumnOf(f));
        }
        foreach (string[] f in FactFile.Rows("relationships.csv"))
        {
            all.Relationships.Add(f[0], new RelationshipDef
            {
                MetadataId = IdOf("relationship:" + f[0]), SchemaName = f[0], IsManyToMany = f[1] == "N", Referenced = f[2],
                    Referencing = f[3],
                Column = f[4], ReferencingNav = f[5], ReferencedNav = f[6], OnDelete = f[7].Length > 0 ? f[7] : "NoCascade",
                OnAssign = f[8].Length > 0 ? f[8] : "NoCascade",
            });
        }
        return all;
    }

    private static ColumnDef ColumnOf(string[] f) => new()
    {
        MetadataId = IdOf($"column:{f[0]}.{f[1]}"), Table = f[0], Name = f[1], SchemaName = f[2], Type = Enum.Parse<ColumnType>(f[3]),
        MaxLength = Whole(f[4]), Precision = Whole(f[5]), Min = Number(f[6]), Max = Number(f[7]), Format = f[8], Behavior = f[9],
        Required = f[10] switch { "S" => "SystemRequired", "A" => "ApplicationRequired", "R" => "Recommended", _ => "None" },
        ForCreate = f[11].Contains('c', StringComparison.Ordinal), ForUpdate = f[11].Contains('u', StringComparison.Ordinal),
        Readable = !f[11].Contains('h', StringComparison.Ordinal), IsPrimaryId = f[11].Contains('i', StringComparison.Ordinal),
        IsPrimaryName = f[11].Contains('n', StringComparison.Ordinal),
        Targets = f[12].Length > 0 ? f[12].Split(';') : [], Options = OptionsOf(f[13]), PartOf = f[14].Length > 0 ? f[14]
            : null, Label = [new(f[2])],
    };

    private static List<ChoiceOption> OptionsOf(string text)
    {
        var options = new List<ChoiceOption>();
        foreach (string part in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            string[] value = part[..equals].Split('@');
            if (int.TryParse(value[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
            {
                options.Add(new(number, [new(part[(equals + 1)..])], value.Length > 1 ? Whole(value[1]) : null));
            }
        }
        return options;
    }

    private static int? Whole(string text) =>
        text.Length > 0 ? (int)Math.Min(int.MaxValue, decimal.Parse(text, CultureInfo.InvariantCulture)) : null;

    private static decimal? Number(string text) =>
        text.Length > 0 && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) ? value : null;

    /// <summary>The id of a standard component: a hash of its name, so that every file agrees.</summary>
    public static Guid IdOf(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}
