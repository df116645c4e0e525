using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Testing;

/// <summary>
/// The digest of a whole file. By content: ids that the server made are replaced by the row's content, stamps and versions are left
/// out, and the order of writing does not matter. Exact: everything counts. Streams over the rows in bounded memory.
/// </summary>
internal sealed class Digest(IRowSource source, bool exact)
{
    private const int MaxRemembered = 100_000;
    private static readonly HashSet<string> Stamps = new(StringComparer.Ordinal)
    {
        "versionnumber", "modifiedon", "modifiedby", "modifiedonbehalfby", "createdon", "createdby", "createdonbehalfby",
            "overriddencreatedon",
        "publishedon", "installedon", "updatedon", "componentstate", "rootsolutioncomponentid",
        "azureactivedirectoryobjectid", "address1_addressid", "address2_addressid", "address3_addressid",
    };

    private readonly Dictionary<(string Table, Guid Id), byte[]?> _made = [];
    private readonly Dictionary<string, Layout> _layouts = new(StringComparer.Ordinal);

    /// <summary>Columns that hold an id of something that need not be a row.</summary>
    private static readonly HashSet<string> Named = new(StringComparer.Ordinal)
    {
        "appmodulecomponent.objectid", "appmodulecomponent.appmoduleidunique", "solutioncomponent.objectid", "appmodule.appmoduleidunique",
    };

    private readonly Lazy<MadeNames> _names = new(() => new MadeNames(source));

    private sealed record Layout(IReadOnlyList<ColumnDef> Columns, byte[][] Names, bool[] Stamp, string Select, int Overridden);

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public string Compute()
    {
        using var total = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> sum = stackalloc byte[40];
        foreach (Table table in source.Schema.Tables.OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            if (table.Name == "privilege" || (!exact && table.Name == "asyncoperation"))
            {
                continue;
            }
            Add(total, table.Name, SumOf(table), sum);
            if (table.Definition.IsLayered)
            {
                Add(total, Layers.Draft(table), SumOfWaiting(table), sum);
            }
        }
        foreach (RelationshipDef relationship in source.Schema.Definitions.Relationships.Values.Where(r =>
            r.IsManyToMany && r.Column != "roleprivileges").OrderBy(r =>
            r.SchemaName, StringComparer.Ordinal))
        {
            Add(total, relationship.SchemaName, SumOf(relationship), sum);
        }
        foreach ((string kind, string name, string body) in DefinitionStore.Documents(source.Connection))
        {
            total.AppendData(Encoding.UTF8.GetBytes($"{kind}:{name}:{(exact ? body : WithoutIds(body))}\n"));
        }
        return Convert.ToHexStringLower(total.GetHashAndReset());
    }

    private static void Add(IncrementalHash total, string name, RowSum rows, Span<byte> buffer)
    {
        if (rows.Count == 0)
        {
            return;
        }
        rows.Write(buffer);
        BinaryPrimitives.WriteInt64LittleEndian(buffer[32..], rows.Count);
        total.AppendData(Encoding.UTF8.GetBytes(name));
        total.AppendData(buffer);
    }

    private RowSum SumOf(Table table)
    {
        var sum = new RowSum();
        Layout layout = LayoutOf(table);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using Statement rows = source.Connection.Prepare(layout.Select);
        Span<byte> result = stackalloc byte[32];
        while (rows.Step())
        {
            HashRow(hash, layout, rows, follow: true);
            hash.GetHashAndReset(result);
            sum.Add(result);
        }
        return sum;
    }

    /// <summary>Rows with changes that wait for publishing; by content, those that are as published do not count.</summary>
    private RowSum SumOfWaiting(Table table)
    {
        var sum = new RowSum();
        Layout layout = LayoutOf(table);
        string id = TableLayout.Quote(table.PrimaryId);
        string waiting = layout.Select.Replace($" FROM {TableLayout.Quote(table.Name)}", $" FROM {TableLayout.Quote(Layers.Draft(table))}",
            StringComparison.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using Statement rows = source.Connection.Prepare(waiting);
        using Statement published = source.Connection.Prepare($"{layout.Select} WHERE {id}=?1");
        while (rows.Step())
        {
            HashRow(hash, layout, rows, follow: true);
            byte[] content = hash.GetHashAndReset();
            published.Reset();
            if (!exact && published.Bind(1, rows.Id(0)).Step())
            {
                HashRow(hash, layout, published, follow: true);
                if (hash.GetHashAndReset().AsSpan().SequenceEqual(content))
                {
                    continue;
                }
            }
            sum.Add(content);
        }
        return sum;
    }

    private RowSum SumOf(RelationshipDef relationship)
    {
        var sum = new RowSum();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using Statement rows = source.Connection.Prepare(
            $"SELECT {TableLayout.Quote(relationship.FirstColumn)},{TableLayout.Quote(relationship.SecondColumn)} FROM {TableLayout.Quote(relationship.Column)}");
        while (rows.Step())
        {
            AppendReference(hash, relationship.Referenced, rows.Id(0));
            AppendReference(hash, relationship.Referencing, rows.Id(1));
            sum.Add(hash.GetHashAndReset());
        }
        return sum;
    }

    /// <summary>Id, made-flag, then the columns, each lookup followed by its target's table.</summary>
    private Layout LayoutOf(Table table)
    {
        if (_layouts.TryGetValue(table.Name, out Layout? known))
        {
            return known;
        }
        ColumnDef[] columns = [.. table.Columns.Where(c => c.IsStored && !c.IsPrimaryId)];
        string select = $"SELECT {TableLayout.Quote(table.PrimaryId)},{TableLayout.Quote(TableLayout.MadeColumn)}" +
            string.Concat(columns.Select(c =>
                "," + TableLayout.Quote(c.Name) + (c.IsPolymorphic ? "," + TableLayout.Quote(c.TypeColumn) : ""))) +
            $" FROM {TableLayout.Quote(table.Name)}";
        int overridden = -1;
        int index = 2;
        foreach (ColumnDef column in columns)
        {
            overridden = column.Name == "overriddencreatedon" ? index : overridden;
            index += column.IsPolymorphic ? 2 : 1;
        }
        var layout = new Layout(columns, Array.ConvertAll(columns, c => Encoding.UTF8.GetBytes(c.Name)),
            Array.ConvertAll(columns, c => !exact && Stamps.Contains(c.Name)), select, overridden);
        _layouts.Add(table.Name, layout);
        return layout;
    }

    private void HashRow(IncrementalHash hash, Layout layout, Statement row, bool follow)
    {
        if (exact || row.IsNull(1))
        {
            hash.AppendData(row.Bytes(0));
        }
        bool overridden = layout.Overridden >= 0 && !row.IsNull(layout.Overridden);
        int index = 2;
        for (int i = 0; i < layout.Columns.Count; i++)
        {
            ColumnDef column = layout.Columns[i];
            int at = index;
            index += column.IsPolymorphic ? 2 : 1;
            if (row.IsNull(at) || (layout.Stamp[i] && !(overridden && column.Name == "createdon")))
            {
                continue;
            }
            hash.AppendData(layout.Names[i]);
            string? target = column.IsPolymorphic ? (row.IsNull(at + 1) ? null : row.Text(at + 1))
                : column is { IsLookup: true, Targets: [var only, ..] } ? only : null;
            if (target == "activitypointer" && !exact)
            {
                target = ActivityOf(row.Id(at));
            }
            if (!exact && Named.Contains($"{column.Table}.{column.Name}"))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(_names.Value.Of(row.Id(at))));
            }
            else if (!exact && Ui.UiUse.XmlColumns.TryGetValue(column.Table, out string[]? texts) && texts.Contains(column.Name))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(_names.Value.Of(row.Text(at))));
            }
            else if (column.Type == ColumnType.File)
            {
                AppendFile(hash, row.Id(at));
            }
            else if (target is null || exact)
            {
                AppendValue(hash, row, at);
            }
            else if (follow)
            {
                AppendReference(hash, target, row.Id(at));
            }
            else
            {
                AppendShallow(hash, target, row.Id(at));
            }
        }
    }

    private static void AppendValue(IncrementalHash hash, Statement row, int index)
    {
        Span<byte> number = stackalloc byte[9];
        switch (row.TypeOf(index))
        {
            case SQLitePCL.raw.SQLITE_INTEGER:
                number[0] = 1;
                BinaryPrimitives.WriteInt64LittleEndian(number[1..], row.Integer(index));
                hash.AppendData(number);
                break;
            case SQLitePCL.raw.SQLITE_FLOAT:
                number[0] = 2;
                BinaryPrimitives.WriteDoubleLittleEndian(number[1..], row.Real(index));
                hash.AppendData(number);
                break;
            default:
                ReadOnlySpan<byte> bytes = row.Bytes(index);
                number[0] = 3;
                BinaryPrimitives.WriteInt64LittleEndian(number[1..], bytes.Length);
                hash.AppendData(number);
                hash.AppendData(bytes);
                break;
        }
    }

    /// <summary>The kind of an activity that a party belongs to; the lookup only says that it is one.</summary>
    private string ActivityOf(Guid id) => source.Schema.Tables.Where(t => t.Definition.IsActivity && t.Name != "activitypointer")
        .OrderBy(t => t.Name, StringComparer.Ordinal).FirstOrDefault(t => Rows.Exists(source.Connection, t, id))?.Name ?? "activitypointer";

    /// <summary>A file counts by what is in it, its id only when everything counts.</summary>
    private void AppendFile(IncrementalHash hash, Guid id)
    {
        if (exact)
        {
            hash.AppendData(id.ToByteArray());
        }
        hash.AppendData(FileStore.HashOf(source.Connection, id));
    }

    /// <summary>A lookup's target: its id when a client chose it, its content when the server did.</summary>
    private void AppendReference(IncrementalHash hash, string table, Guid id)
    {
        if (exact || ContentOf(table, id) is not { } content)
        {
            AppendShallowId(hash, table, id);
            return;
        }
        hash.AppendData(Encoding.UTF8.GetBytes(table));
        hash.AppendData(content);
    }

    /// <summary>Inside a target's own content, a reference to a row with a made id only counts as being there; so cycles end.</summary>
    private void AppendShallow(IncrementalHash hash, string table, Guid id)
    {
        if (IsMade(table, id))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(table + "?"));
        }
        else
        {
            AppendShallowId(hash, table, id);
        }
    }

    private static void AppendShallowId(IncrementalHash hash, string table, Guid id)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(table));
        hash.AppendData(id.ToByteArray());
    }

    private bool IsMade(string table, Guid id) =>
        source.Schema.Find(table) is { } target && Rows.Value(source.Connection, target, id, TableLayout.MadeColumn).Integer == 1;

    private byte[]? ContentOf(string table, Guid id)
    {
        if (_made.TryGetValue((table, id), out byte[]? known))
        {
            return known;
        }
        byte[]? content = null;
        if (source.Schema.Find(table) is { } target && IsMade(table, id))
        {
            Layout layout = LayoutOf(target);
            using Statement row = source.Connection.Prepare($"{layout.Select} WHERE {TableLayout.Quote(target.PrimaryId)}=?1");
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            if (row.Bind(1, id).Step())
            {
                HashRow(hash, layout, row, follow: false);
                content = hash.GetHashAndReset();
            }
        }
        if (_made.Count >= MaxRemembered)
        {
            _made.Clear();
        }
        _made.Add((table, id), content);
        return content;
    }

    /// <summary>A declaration without what differs between two makings of the same component.</summary>
    private static string WithoutIds(string body)
    {
        JsonObject document = JsonNode.Parse(body)!.AsObject();
        foreach (string name in (string[])["MetadataId", "TypeCode", "Status", "DueAt"])
        {
            document.Remove(name);
        }
        return document.ToJsonString();
    }
}
