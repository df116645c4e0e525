using DentalMigration.Emulator.Routing;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Writing;

/// <summary>A value to be written; <see cref="Column"/> is null for columns that only storage knows.</summary>
internal readonly record struct DraftCell(string Name, Cell Value, ColumnDef? Column);

/// <summary>A lookup to be resolved inside the transaction; no target clears it.</summary>
internal sealed record DraftLookup(PayloadBinding Binding, string Navigation, RowAddress? Target);

/// <summary>Rows to be inserted with their parent, or (single) before it.</summary>
internal sealed record DraftChild(RelationshipDef Relationship, ColumnDef? Lookup, RowDraft Row);

/// <summary>A row as a payload describes it, checked as far as that needs no other row.</summary>
internal sealed class RowDraft(Table table)
{
    private readonly List<DraftCell> _cells = new(24);

    public Table Table { get; } = table;

    /// <summary>Primary key given by the client.</summary>
    public Guid? Id { get; set; }

    /// <summary>Address given by <c>@odata.id</c>.</summary>
    public string? Address { get; set; }

    public List<DraftLookup> Lookups { get; } = [];
    public List<DraftChild> Children { get; } = [];

    /// <summary>Collections named in the payload, empty ones included.</summary>
    public HashSet<string> Collections => _collections ??= new(StringComparer.Ordinal);
    private HashSet<string>? _collections;

    public IReadOnlyList<DraftCell> Cells => _cells;

    public void Set(string name, Cell value, ColumnDef? column = null)
    {
        for (int i = 0; i < _cells.Count; i++)
        {
            if (_cells[i].Name == name)
            {
                _cells[i] = new(name, value, column ?? _cells[i].Column);
                return;
            }
        }
        _cells.Add(new(name, value, column));
    }

    public bool TryGet(string name, out Cell value)
    {
        foreach (DraftCell cell in _cells)
        {
            if (cell.Name == name)
            {
                value = cell.Value;
                return true;
            }
        }
        value = default;
        return false;
    }

    public bool Has(string name) => TryGet(name, out _);

    public void Remove(string name) => _cells.RemoveAll(c => c.Name == name);

    /// <summary>Drops what a create (or an update) does not take.</summary>
    public void KeepOnly(bool forCreate) =>
        _cells.RemoveAll(c => c.Column is { } column && !(forCreate ? column.ForCreate : column.ForUpdate));
}
