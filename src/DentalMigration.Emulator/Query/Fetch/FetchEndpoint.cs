using System.Buffers;
using System.Text.Json;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Query.Fetch;

/// <summary><c>GET set?fetchXml=…</c>.</summary>
internal static class FetchEndpoint
{
    private const int MaxPage = 5000;
    private const string PagingCookie = "Microsoft.Dynamics.CRM.fetchxmlpagingcookie";
    private const string MoreRecords = "Microsoft.Dynamics.CRM.morerecords";

    public static EmulatorResponse Handle(Exchange exchange, Table table, string text)
    {
        FetchSpec spec = FetchParser.Parse(table, text);
        using IRowSource source = exchange.Read();
        exchange.Engine.Stats.Row("RetrieveMultiple", table.Name, 0);
        QuerySpec query = new QuerySpec(table) { Columns = spec.Columns }.Limited(Identity.ColumnPermissions.Of(source, exchange.Caller));
        long? total = spec.ReturnTotal || exchange.Query["$count"] == "true" ? Counted(source, Select(exchange, source, query, spec))
            : null;
        SelectStatement select = Select(exchange, source, query, spec);
        int size = Math.Min(spec.Top ?? spec.Count ?? exchange.Prefer.MaxPageSize ?? MaxPage, MaxPage);
        long offset = (spec.Page - 1L) * size;
        if (spec.Page > 1 && spec.Orders.Count == 0 && FetchCookie.LastOf(table, spec.PagingCookie) is { } last
            && RowIdOf(source, table, last) is { } rowId)
        {
            select.Where($"{select.Alias}.rowid>{select.Sql.Add(Cell.Of(rowId))}");
            offset = 0;
        }
        return Answer(exchange, source, query, spec, select, (size, offset), total);
    }

    private static SelectStatement Select(Exchange exchange, IRowSource source, QuerySpec query, FetchSpec spec)
    {
        var select = new SelectStatement(source.Schema, query);
        var filter = new FetchFilter(select.Sql, select.Root, exchange.Caller.UserId) { Permissions = query.Permissions };
        foreach (System.Xml.Linq.XElement element in spec.Filters)
        {
            select.Where(filter.Filter(element));
        }
        foreach ((ColumnDef column, bool descending) in spec.Orders)
        {
            select.Sort(column, descending);
        }
        return select;
    }

    private static EmulatorResponse Answer(Exchange exchange, IRowSource source, QuerySpec query, FetchSpec spec, SelectStatement select,
        (int Size, long Offset) page, long? total)
    {
        var writer = new RowWriter(source, query, AnnotationChoice.Of(exchange.Prefer), exchange.Root);
        var rowsBuffer = new ArrayBufferWriter<byte>(16 * 1024);
        Guid first = default;
        Guid last = default;
        bool more = false;
        using (var json = new Utf8JsonWriter(rowsBuffer))
        {
            json.WriteStartArray();
            using Statement rows = source.Connection.Prepare(select.Rowset(page.Size + 1L, page.Offset));
            select.Sql.Bind(rows);
            for (int seen = 0; rows.Step(); seen++)
            {
                if (seen == page.Size)
                {
                    more = spec.Top is null;
                    break;
                }
                last = rows.Id(writer.Tail + 1);
                first = seen == 0 ? last : first;
                json.WriteStartObject();
                writer.WriteProperties(json, rows);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return Write(exchange, spec, rowsBuffer.WrittenMemory, more ? FetchCookie.Write(spec.Table, spec.Page, first, last) : null, total);
    }

    private static EmulatorResponse Write(Exchange exchange, FetchSpec spec, ReadOnlyMemory<byte> rows, string? cookie, long? total)
    {
        var buffer = new ArrayBufferWriter<byte>(rows.Length + 1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("@odata.context", $"{exchange.Root}$metadata#{spec.Table.SetName}({spec.Context})");
            if (total is { } counted && exchange.Query["$count"] == "true")
            {
                json.WriteNumber("@odata.count", Math.Min(counted, MaxPage));
            }
            if (exchange.Prefer.AnyAnnotations)
            {
                json.WriteNumber("@Microsoft.Dynamics.CRM.totalrecordcount", total is { } all ? Math.Min(all, MaxPage) : -1);
                json.WriteBoolean("@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded", total > MaxPage);
            }
            if (cookie is not null && exchange.Prefer.Includes(PagingCookie))
            {
                json.WriteString("@" + PagingCookie, cookie);
            }
            if (exchange.Prefer.Includes(MoreRecords))
            {
                json.WriteBoolean("@" + MoreRecords, cookie is not null);
            }
            json.WritePropertyName("value");
            json.WriteRawValue(rows.Span, skipInputValidation: true);
            json.WriteEndObject();
        }
        return EmulatorResponse.Json(200, buffer.WrittenMemory);
    }

    private static long Counted(IRowSource source, SelectStatement select)
    {
        using Statement count = source.Connection.Prepare($"SELECT count(*) FROM (SELECT 1 {select.Source()} LIMIT {MaxPage + 1})");
        select.Sql.Bind(count);
        count.Step();
        return count.Integer(0);
    }

    private static long? RowIdOf(IRowSource source, Table table, Guid id)
    {
        using Statement find =
            source.Connection.Prepare($"SELECT rowid FROM {TableLayout.Quote(table.Name)} WHERE {TableLayout.Quote(table.PrimaryId)}=?1");
        return find.Bind(1, id).Step() ? find.Integer(0) : null;
    }
}
