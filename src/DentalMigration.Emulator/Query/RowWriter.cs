using System.Text.Json;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Writing;

namespace DentalMigration.Emulator.Query;

/// <summary>Writes rows as JSON, with their annotations and expanded rows.</summary>
internal sealed class RowWriter(IRowSource source, QuerySpec spec, AnnotationChoice annotations, string root)
{
    private readonly List<Slot> _slots = Layout(spec);

    private readonly record struct Slot(ColumnDef Column, JsonEncodedText Name, int Index);

    /// <summary>Writes the properties of the row a statement of <see cref="SelectStatement.Rowset"/> stands on; the caller opens and
    /// closes the object.</summary>
    public void WriteProperties(Utf8JsonWriter json, Statement row)
    {
        int tail = Tail;
        if (spec.Table.Has("versionnumber"))
        {
            json.WriteString("@odata.etag"u8, WriteGuard.Tag(row.Integer(tail)));
        }
        foreach (Slot slot in _slots)
        {
            Annotate(json, row, slot);
            json.WritePropertyName(slot.Name);
            ValueWriter.Write(json, slot.Column, row, slot.Index);
        }
        Guid id = row.Id(tail + 1);
        foreach (ExpandSpec expand in spec.Expands)
        {
            Expand(json, id, expand);
        }
    }

    /// <summary>Index of the version number, which the id and the rowid follow.</summary>
    public int Tail => spec.Columns.Count + spec.Columns.Count(c => c.IsPolymorphic);

    private static List<Slot> Layout(QuerySpec spec)
    {
        var slots = new List<Slot>(spec.Columns.Count);
        int index = 0;
        foreach (ColumnDef column in spec.Columns)
        {
            slots.Add(new(column, JsonEncodedText.Encode(column.PropertyName), index));
            index += column.IsPolymorphic ? 2 : 1;
        }
        return slots;
    }

    private void Annotate(Utf8JsonWriter json, Statement row, Slot slot)
    {
        ColumnDef column = slot.Column;
        if (row.IsNull(slot.Index) || (!annotations.Formatted && !column.IsLookup))
        {
            return;
        }
        string name = column.PropertyName;
        if (!column.IsLookup)
        {
            if (FormattedValue.Of(column, row, slot.Index) is { } text)
            {
                json.WriteString($"{name}@{AnnotationChoice.FormattedValue}", text);
            }
            return;
        }
        string target = column.IsPolymorphic ? row.Text(slot.Index + 1) : column.Targets[0];
        if (annotations.Formatted && source.Schema.Find(target) is { } table
            && Rows.NameOf(source.Connection, table, row.Id(slot.Index)) is { } label)
        {
            json.WriteString($"{name}@{AnnotationChoice.FormattedValue}", label);
        }
        if (annotations.LookupName)
        {
            json.WriteString($"{name}@{AnnotationChoice.LookupLogicalName}", target);
        }
        if (annotations.Navigation)
        {
            string navigation = spec.Table.Lookups.Find(r => r.Column == column.Name && r.Referenced == target)?.ReferencingNav
                ?? column.Name;
            json.WriteString($"{name}@{AnnotationChoice.AssociatedNavigation}", navigation);
        }
    }

    private void Expand(Utf8JsonWriter json, Guid id, ExpandSpec expand)
    {
        var select = new SelectStatement(source.Schema, expand.Query);
        string parameter = select.Sql.Add(Cell.Of(id));
        Table table = spec.Table;
        RowRef from = new(table, column => column == table.PrimaryId ? parameter
            : $"(SELECT {TableLayout.Quote(column)} FROM {TableLayout.Quote(table.Name)} WHERE {TableLayout.Quote(table.PrimaryId)}={parameter})");
        select.Where(expand.Link.Condition(select.Sql, select.Alias, from));
        var writer = new RowWriter(source, expand.Query, annotations, root);
        long limit = Math.Min(expand.Query.Top ?? 5000, 5000);
        using Statement rows = source.Connection.Prepare(select.Rowset(expand.Link.IsCollection ? limit : 1, 0));
        select.Sql.Bind(rows);
        json.WritePropertyName(expand.Link.Name);
        if (!expand.Link.IsCollection)
        {
            if (spec.Permissions is { } permissions && !permissions.CanRead(table.Column(expand.Link.Relationship.Column)!))
            {
                json.WriteNullValue();
                return;
            }
            WriteSingle(json, rows, writer);
            return;
        }
        json.WriteStartArray();
        while (rows.Step())
        {
            json.WriteStartObject();
            writer.WriteProperties(json, rows);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteSingle(Utf8JsonWriter json, Statement rows, RowWriter writer)
    {
        if (!rows.Step())
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        writer.WriteProperties(json, rows);
        json.WriteEndObject();
    }
}
