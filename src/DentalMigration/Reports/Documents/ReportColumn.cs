using System.Text;

namespace DentalMigration.Reports.Documents;

/// <summary>A column of a table.</summary>
/// <param name="Name">PascalCase name: the header in CSV, and in JSON with a small first letter.</param>
/// <param name="Alignment">Where its values stand.</param>
public sealed record ReportColumn(string Name, ColumnAlignment Alignment = ColumnAlignment.Left)
{
    private readonly string? _label;

    /// <summary>The header for people; the words of <see cref="Name"/> unless set.</summary>
    public string Label
    {
        get => _label ?? Words(Name);
        init => _label = value;
    }

    /// <summary>Tells the values that a page marks as worth a look; none where null.</summary>
    public Func<object?, bool>? IsRemarkable { get; init; }

    /// <summary>True where CSV and JSON have it and a page does not: ids, checksums.</summary>
    public bool IsForPrograms { get; init; }

    /// <summary>A column of numbers.</summary>
    public static ReportColumn Number(string name) => new(name, ColumnAlignment.Right);

    /// <summary>A column of counts of which any but zero is worth a look.</summary>
    public static ReportColumn Trouble(string name) => new(name, ColumnAlignment.Right) { IsRemarkable = value => value is > 0L or > 0 };

    /// <summary>A column of flags of which <c>false</c> is worth a look.</summary>
    public static ReportColumn Check(string name) => new(name) { IsRemarkable = value => value is false };

    private static string Words(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            bool starts = i > 0 && char.IsAsciiLetterUpper(name[i]) && !char.IsAsciiLetterUpper(name[i - 1]) && name[i - 1] != ' ';
            words.Append(starts ? " " : string.Empty).Append(starts ? char.ToLowerInvariant(name[i]) : name[i]);
        }

        return words.ToString();
    }
}

/// <summary>Where a column's values stand.</summary>
public enum ColumnAlignment
{
    /// <summary>Text.</summary>
    Left,

    /// <summary>Numbers.</summary>
    Right,
}
