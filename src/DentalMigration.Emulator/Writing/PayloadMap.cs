using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Writing;

/// <summary>All names that a payload for one table may use. Names are case-sensitive, as in the service.</summary>
internal sealed class PayloadMap
{
    private const string BindSuffix = "@odata.bind";
    private readonly Dictionary<string, PayloadBinding> _names = new(Utf8Names.Instance);
    private readonly Dictionary<string, PayloadBinding>.AlternateLookup<ReadOnlySpan<byte>> _byUtf8;

    public PayloadMap(Table table)
    {
        foreach (ColumnDef column in table.Columns.Where(c => c.IsVisible))
        {
            if (column.IsLookup)
            {
                _names[column.PropertyName] = new(PayloadTarget.LookupValue, column);
            }
            else
            {
                bool writable = column.ForCreate || column.ForUpdate;
                _names[column.Name] = new(writable ? PayloadTarget.Column : PayloadTarget.ReadOnly, column);
            }
        }
        foreach (ColumnDef column in table.Columns.Where(c => c.Type == ColumnType.File))
        {
            _names[column.Name] = new(PayloadTarget.ReadOnly, column);
        }
        foreach (RelationshipDef relationship in table.Lookups.Where(r => table.Column(r.Column) is { IsLookup: true }))
        {
            AddLookup(table, relationship, relationship.ReferencingNav);
            if (table.Definition.IsActivity && relationship.Column == "regardingobjectid")
            {
                AddLookup(table, relationship, "regardingobjectid_" + relationship.Referenced);
            }
        }
        if (table.Column("ownerid") is { Type: ColumnType.Owner } owner)
        {
            _names["ownerid" + BindSuffix] = new(PayloadTarget.Bind, owner);
        }
        foreach (RelationshipDef relationship in table.Referrers)
        {
            _names.TryAdd(relationship.ReferencedNav, new(PayloadTarget.Collection, null, relationship.Referencing, relationship));
        }
        _byUtf8 = _names.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public PayloadBinding? Find(ReadOnlySpan<byte> name) => _byUtf8.TryGetValue(name, out PayloadBinding? found) ? found : null;

    /// <summary>The binding of a navigation property's <c>@odata.bind</c>.</summary>
    public PayloadBinding? FindNavigation(string navigation) => _names.GetValueOrDefault(navigation + BindSuffix);

    private void AddLookup(Table table, RelationshipDef relationship, string navigation)
    {
        ColumnDef column = table.Column(relationship.Column)!;
        _names.TryAdd(navigation + BindSuffix, new(PayloadTarget.Bind, column, relationship.Referenced, relationship));
        _names.TryAdd(navigation, new(PayloadTarget.Single, column, relationship.Referenced, relationship));
    }
}
