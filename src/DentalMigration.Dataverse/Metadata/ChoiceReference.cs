using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <summary>Whose options are meant: a global choice's, or those of a column's own choice.</summary>
public sealed record ChoiceReference
{
    private readonly string? _name;
    private readonly string? _table;
    private readonly string? _column;

    private ChoiceReference(string? name, string? table, string? column) => (_name, _table, _column) = (name, table, column);

    /// <summary>A global choice.</summary>
    public static ChoiceReference Global(string name) => new(name, null, null);

    /// <summary>A column with a choice of its own.</summary>
    public static ChoiceReference Column(string table, string column) => new(null, table, column);

    internal void Write(Utf8JsonWriter json)
    {
        if (_name is not null)
        {
            json.WriteString("OptionSetName", _name);
            return;
        }
        json.WriteString("EntityLogicalName", _table);
        json.WriteString("AttributeLogicalName", _column);
    }
}
