using DentalMigration.Emulator.Batch;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Identity;
using DentalMigration.Emulator.Metadata;
using DentalMigration.Emulator.Requests;

namespace DentalMigration.Emulator.Routing;

/// <summary>Finds who answers a request to the Web API.</summary>
internal static class Router
{
    /// <summary>The resource path of a Web API URL; null when the URL is not one of v9.0 to v9.2.</summary>
    public static List<PathSegment>? Resource(Uri url)
    {
        string path = url.AbsolutePath;
        return path.StartsWith("/api/data/v9.", StringComparison.OrdinalIgnoreCase) && path.Length >= 14 && path[13] is '0' or '1' or '2'
            && (path.Length == 14 || path[14] == '/')
            ? PathSegment.Split(path[14..]) : null;
    }

    public static ValueTask<EmulatorResponse> RouteAsync(Exchange exchange)
    {
        Bypass.Check(exchange);
        if (exchange.Path.Count == 0)
        {
            return new(Functions.ServiceDocument(exchange));
        }
        string first = exchange.Path[0].Name;
        return first switch
        {
            "$batch" when !exchange.InBatch => BatchEndpoint.HandleAsync(exchange),
            "$batch" => throw Fault.BatchMalformed("a batch cannot contain a batch."),
            "$metadata" => new(CsdlEndpoint.Handle(exchange)),
            "EntityDefinitions" => TableEndpoint.HandleAsync(exchange),
            "RelationshipDefinitions" => RelationshipEndpoint.HandleAsync(exchange),
            "GlobalOptionSetDefinitions" => ChoiceEndpoint.HandleAsync(exchange),
            _ when exchange.Schema.FindSet(first) is { } table => RecordRouter.HandleAsync(exchange, table),
            _ => Functions.HandleAsync(exchange, first),
        };
    }
}
