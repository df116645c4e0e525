using System.Buffers;
using DentalMigration.Emulator.Bulk;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Identity;
using DentalMigration.Emulator.Query;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Writing;

namespace DentalMigration.Emulator.Routing;

/// <summary>Finds who answers a request that addresses rows.</summary>
internal static class RecordRouter
{
    private const string Namespace = "Microsoft.Dynamics.CRM.";
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/<>*%&:\\?+");

    public static ValueTask<EmulatorResponse> HandleAsync(Exchange exchange, Table table)
    {
        PathSegment first = exchange.Path[0];
        if (first.Arguments is null)
        {
            return Collection(exchange, table);
        }
        RowAddress address = Address(first);
        if (exchange is { Method: "GET", Path: [_, { Name: Namespace + "RetrieveUnpublished" }] } && table.Definition.IsLayered)
        {
            return new(QueryEndpoint.Single(exchange, table, address, unpublished: true));
        }
        if (PrivilegeFunctions.Answers(exchange, table))
        {
            return PrivilegeFunctions.HandleAsync(exchange, table, address);
        }
        return exchange.Path.Count == 1
            ? Row(exchange, table, address)
            : RelatedEndpoint.HandleAsync(exchange, table, address);
    }

    /// <summary>The address in a path; some characters cannot be used in keys there.</summary>
    public static RowAddress Address(PathSegment segment)
    {
        RowAddress address = KeyPredicate.Parse(segment.Name, segment.Arguments!) ?? throw Fault.QuerySyntax();
        foreach ((_, string value) in address.Key)
        {
            if (value.AsSpan().ContainsAny(Forbidden)
                && !DateTimeOffset.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out _))
            {
                throw Fault.QuerySyntax();
            }
        }
        return address;
    }

    private static ValueTask<EmulatorResponse> Collection(Exchange exchange, Table table)
    {
        if (exchange.Path.Count == 1)
        {
            return exchange.Method switch
            {
                "GET" => new(QueryEndpoint.Collection(exchange, table)),
                "POST" => CreateEndpoint.HandleAsync(exchange, table),
                _ => throw Fault.MethodNotAllowed(exchange.Method),
            };
        }
        string next = exchange.Path[1].Name;
        if (exchange.Path.Count > 2)
        {
            throw Fault.NoSuchPath();
        }
        return (exchange.Method, next) switch
        {
            ("GET", Namespace + "RetrieveUnpublishedMultiple") when table.Definition.IsLayered =>
                new(QueryEndpoint.Unpublished(exchange, table)),
            ("GET", "$count") => new(QueryEndpoint.Count(exchange, table)),
            ("POST", _) when next.StartsWith(Namespace, StringComparison.Ordinal) =>
                BulkEndpoint.HandleAsync(exchange, table, next[Namespace.Length..]),
            ("POST", "CreateMultiple" or "UpdateMultiple" or "UpsertMultiple") => BulkEndpoint.HandleAsync(exchange, table, next),
            _ => throw Fault.NoSuchResource(next),
        };
    }

    private static ValueTask<EmulatorResponse> Row(Exchange exchange, Table table, RowAddress address) => exchange.Method switch
    {
        "GET" => new(QueryEndpoint.Single(exchange, table, address)),
        "PATCH" => UpsertEndpoint.HandleAsync(exchange, table, address),
        "DELETE" => DeleteEndpoint.HandleAsync(exchange, table, address),
        _ => throw Fault.MethodNotAllowed(exchange.Method),
    };
}
