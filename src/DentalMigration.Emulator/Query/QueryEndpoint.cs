using System.Buffers;
using System.Globalization;
using System.Text.Json;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Identity;
using DentalMigration.Emulator.Query.Fetch;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Routing;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Writing;

namespace DentalMigration.Emulator.Query;

/// <summary>GET of collections, counts and single rows.</summary>
internal static class QueryEndpoint
{
    private const int MaxPage = 5000;

    public static EmulatorResponse Collection(Exchange exchange, Table table) => Collection(exchange, table, null);

    /// <summary><c>RetrieveUnpublishedMultiple</c>: the rows as they were last written.</summary>
    public static EmulatorResponse Unpublished(Exchange exchange, Table table) => Collection(exchange, table, null, unpublished: true);

    /// <param name="exchange">The request.</param>
    /// <param name="table">The table whose rows are read.</param>
    /// <param name="related">Ties the rows to a parent: the link and the parent's table and id.</param>
    /// <param name="unpublished">Whether rows are read as last written.</param>
    public static EmulatorResponse Collection(Exchange exchange, Table table, (Link Link, Table From, Guid Id)? related,
        bool unpublished = false)
    {
        exchange.Caller.Demand("Read", table);
        if (exchange.Query["fetchXml"] is { } fetch && related is null)
        {
            return FetchEndpoint.Handle(exchange, table, fetch);
        }
        using IRowSource source = exchange.Read();
        if (exchange.Prefer.TrackChanges)
        {
            throw Fault.Unsupported("change tracking");
        }
        QuerySpec spec = QueryParser.Parse(source.Schema, table, exchange.Query);
        spec = (unpublished ? spec with { Unpublished = true } : spec).Limited(ColumnPermissions.Of(source, exchange.Caller));
        DemandExpands(exchange, spec);
        exchange.Engine.Stats.Row("RetrieveMultiple", table.Name, 0);
        if (spec.Apply is not null)
        {
            return ApplyQuery.Run(exchange, source, spec);
        }
        SkipToken? token = exchange.Query["$skiptoken"] is { } text ? SkipToken.Parse(text)
            ?? throw Fault.Query("The $skiptoken is not valid.") : null;
        SelectStatement Statement()
        {
            var built = new SelectStatement(source.Schema, spec);
            if (related is { } r)
            {
                string parameter = built.Sql.Add(Cell.Of(r.Id));
                built.Where(r.Link.Condition(built.Sql, built.Alias, new(r.From, _ => parameter)));
            }
            return built;
        }
        long? count = spec.Count ? Counted(source, Statement()) : null;
        return Page(exchange, source, spec, Statement(), token, count);
    }

    private static EmulatorResponse Page(Exchange exchange, IRowSource source, QuerySpec spec, SelectStatement select, SkipToken? token,
        long? count)
    {
        int pageSize = spec.Top is { } top ? (int)Math.Min(top, MaxPage) : Math.Min(exchange.Prefer.MaxPageSize ?? MaxPage, MaxPage);
        bool natural = select.IsNaturalOrder;
        if (natural && token is not null)
        {
            select.Where($"{select.Alias}.rowid>{select.Sql.Add(Cell.Of(token.AfterRow))}");
        }
        var writer = new RowWriter(source, spec, AnnotationChoice.Of(exchange.Prefer), exchange.Root);
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("@odata.context", $"{exchange.Root}$metadata#{spec.Table.SetName}{ContextOf(exchange.Query)}");
        if (count is { } total)
        {
            json.WriteNumber("@odata.count", Math.Min(total, MaxPage));
        }
        if (exchange.Prefer.AnyAnnotations)
        {
            json.WriteNumber("@Microsoft.Dynamics.CRM.totalrecordcount", count is { } counted ? Math.Min(counted, MaxPage) : -1);
            json.WriteBoolean("@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded", count > MaxPage);
        }
        json.WriteStartArray("value");
        long seen = 0;
        long lastRow = 0;
        bool more = false;
        string text = select.Rowset(pageSize + 1L, natural ? 0 : token?.Offset ?? 0);
        using (Statement rows = source.Connection.Prepare(text))
        {
            select.Sql.Bind(rows);
            while (pageSize > 0 && rows.Step())
            {
                if (seen == pageSize)
                {
                    more = true;
                    break;
                }
                seen++;
                lastRow = rows.Integer(writer.Tail + 2);
                json.WriteStartObject();
                writer.WriteProperties(json, rows);
                json.WriteEndObject();
            }
        }
        json.WriteEndArray();
        if (more && spec.Top is null)
        {
            var next = new SkipToken((token?.Page ?? 1) + 1, natural ? lastRow : 0, (token?.Offset ?? 0) + seen);
            json.WriteString("@odata.nextLink", NextLink(exchange, next));
        }
        json.WriteEndObject();
        json.Flush();
        EmulatorResponse response = EmulatorResponse.Json(200, buffer.WrittenMemory);
        return exchange.Prefer.MaxPageSize is { } asked && spec.Top is null
            ? response.With("Preference-Applied", string.Create(CultureInfo.InvariantCulture, $"odata.maxpagesize={asked}")) : response;
    }

    private static string NextLink(Exchange exchange, SkipToken token)
    {
        string path = exchange.Url.AbsolutePath;
        string authority = exchange.Root[..exchange.Root.IndexOf("/api/data/", StringComparison.OrdinalIgnoreCase)];
        IEnumerable<string> options = exchange.Url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(o => !o.StartsWith("$skiptoken=", StringComparison.Ordinal)
                && !o.StartsWith("%24skiptoken=", StringComparison.OrdinalIgnoreCase));
        return $"{authority}{path}?{string.Join('&', options.Append("$skiptoken=" + Uri.EscapeDataString(token.ToString())))}";
    }

    /// <summary>The selected columns in the context URL, as the service appends them.</summary>
    public static string ContextOf(QueryString query) =>
        query["$select"] is { Length: > 0 } select ? $"({select.Replace(" ", "", StringComparison.Ordinal)})" : "";

    public static EmulatorResponse Count(Exchange exchange, Table table)
    {
        exchange.Caller.Demand("Read", table);
        using IRowSource source = exchange.Read();
        QuerySpec spec = QueryParser.Parse(source.Schema, table, exchange.Query).Limited(ColumnPermissions.Of(source, exchange.Caller));
        long count = Counted(source, new SelectStatement(source.Schema, spec));
        return EmulatorResponse.Text(Math.Min(count, MaxPage).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The number of rows, counted no further than one beyond the cap.</summary>
    private static long Counted(IRowSource source, SelectStatement select)
    {
        using Statement count = source.Connection.Prepare($"SELECT count(*) FROM (SELECT 1 {select.Source()} LIMIT {MaxPage + 1})");
        select.Sql.Bind(count);
        count.Step();
        return count.Integer(0);
    }

    /// <param name="exchange">The request.</param>
    /// <param name="table">The row's table.</param>
    /// <param name="address">The row.</param>
    /// <param name="unpublished">Whether the row is read as last written.</param>
    public static EmulatorResponse Single(Exchange exchange, Table table, RowAddress address, bool unpublished = false)
    {
        exchange.Caller.Demand("Read", table);
        using IRowSource source = exchange.Read();
        Guid id = DeleteEndpoint.Find(source, table, address);
        exchange.Engine.Stats.Row("Retrieve", table.Name);
        EmulatorResponse response = Represent(exchange, source, table, id, 200, unpublished) ?? throw Fault.DoesNotExist(table.Name, id);
        return exchange.Header("If-None-Match") is { } tag && tag == response.Header("ETag") && !exchange.Query.Has("$expand")
            ? new EmulatorResponse(304).With("ETag", tag) : response;
    }

    private static void DemandExpands(Exchange exchange, QuerySpec spec)
    {
        foreach (ExpandSpec expand in spec.Expands)
        {
            exchange.Caller.Demand("Read", expand.Link.Target);
            DemandExpands(exchange, expand.Query);
        }
    }

    /// <summary>The row that was just written, for <c>Prefer: return=representation</c>.</summary>
    public static EmulatorResponse Representation(Exchange exchange, IRowSource source, Table table, Guid id, int status) =>
        Represent(exchange, source, table, id, status, table.Definition.IsLayered)!.With("Preference-Applied", "return=representation");

    private static EmulatorResponse? Represent(Exchange exchange, IRowSource source, Table table, Guid id, int status, bool unpublished)
    {
        QuerySpec spec = QueryParser.Parse(source.Schema, table, exchange.Query).Limited(ColumnPermissions.Of(source, exchange.Caller));
        DemandExpands(exchange, spec);
        var select = new SelectStatement(source.Schema, spec with { Filter = null, Unpublished = unpublished });
        select.Where($"{select.Root.Sql(table.PrimaryId)}={select.Sql.Add(Cell.Of(id))}");
        var writer = new RowWriter(source, spec, AnnotationChoice.Of(exchange.Prefer), exchange.Root);
        using Statement row = source.Connection.Prepare(select.Rowset(1, 0));
        select.Sql.Bind(row);
        if (!row.Step())
        {
            return null;
        }
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("@odata.context", $"{exchange.Root}$metadata#{table.SetName}{ContextOf(exchange.Query)}/$entity");
            writer.WriteProperties(json, row);
            json.WriteEndObject();
        }
        return EmulatorResponse.Json(status, buffer.WrittenMemory).With("ETag", WriteGuard.Tag(row.Integer(writer.Tail)));
    }
}
