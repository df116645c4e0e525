using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Identity;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Routing;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Batch;

/// <summary><c>$batch</c>: requests in order, change sets atomic.</summary>
internal static class BatchEndpoint
{
    private const int MaxRequests = 1000;

    /// <summary>A single request, or the requests of a change set.</summary>
    private sealed record Item(BatchRequest? Single, List<BatchRequest>? Set);

    public static async ValueTask<EmulatorResponse> HandleAsync(Exchange exchange)
    {
        if (exchange.Method != "POST")
        {
            throw Fault.MethodNotAllowed(exchange.Method);
        }
        List<Item> items = Parse(exchange);
        exchange.Engine.Stats.Batch();
        var writer = new BatchWriter("batchresponse_" + exchange.Engine.Services.Ids.Next());
        int status = 200;
        foreach (Item item in items)
        {
            EmulatorResponse? failed = item.Single is { } request
                ? await RunSingleAsync(exchange, request, writer)
                : await RunSetAsync(exchange, item.Set!, writer);
            if (failed is not null && !exchange.Prefer.ContinueOnError)
            {
                status = failed.StatusCode;
                break;
            }
        }
        return new EmulatorResponse(status) { Body = writer.Finish() }.With("Content-Type", "multipart/mixed; boundary=" + writer.Boundary);
    }

    private static List<Item> Parse(Exchange exchange)
    {
        string boundary = MultipartReader.BoundaryOf(exchange.Header("Content-Type"))
            ?? throw Fault.BatchMalformed("the content type must be multipart/mixed with a boundary.");
        var items = new List<Item>();
        int requests = 0;
        foreach (MultipartPart part in MultipartReader.Read(exchange.Body, boundary))
        {
            if (MultipartReader.BoundaryOf(part.Header("Content-Type")) is { } inner)
            {
                List<BatchRequest> set = [.. MultipartReader.Read(part.Body, inner).Select(BatchRequest.Parse)];
                if (set.Exists(r => r.Method == "GET"))
                {
                    throw Fault.BatchMalformed("a change set cannot contain GET.");
                }
                CheckReferences(set);
                requests += set.Count;
                items.Add(new(null, set));
            }
            else
            {
                BatchRequest single = BatchRequest.Parse(part);
                if (single.Target.StartsWith('$') && single.Target.Length > 1 && char.IsAsciiDigit(single.Target[1]))
                {
                    throw Fault.UnknownContentId(single.Target.Split('/')[0]);
                }
                requests++;
                items.Add(new(single, null));
            }
            if (requests > MaxRequests)
            {
                throw Fault.TooManyBatchRequests();
            }
        }
        return items;
    }

    /// <summary>A reference to a content id that no earlier request of the set declares refuses the whole batch.</summary>
    private static void CheckReferences(List<BatchRequest> set)
    {
        var declared = new HashSet<string>(StringComparer.Ordinal);
        foreach (BatchRequest request in set)
        {
            if (request.Target.StartsWith('$') && request.Target.Split('/', '?')[0] is var reference && !declared.Contains(reference[1..]))
            {
                throw Fault.UnknownContentId(reference);
            }
            if (request.ContentId is { } id)
            {
                declared.Add(id);
            }
        }
    }

    private static async ValueTask<EmulatorResponse?> RunSingleAsync(Exchange exchange, BatchRequest request, BatchWriter writer)
    {
        EmulatorResponse response = await Answer.OfAsync(() => DispatchAsync(exchange, request, null, null));
        writer.Add(response, request.ContentId);
        return response.StatusCode >= 400 ? response : null;
    }

    private static async ValueTask<EmulatorResponse?> RunSetAsync(Exchange exchange, List<BatchRequest> set, BatchWriter writer)
    {
        var nested = new BatchWriter("changesetresponse_" + exchange.Engine.Services.Ids.Next());
        var contentIds = new Dictionary<string, string>(StringComparer.Ordinal);
        using WriteScope scope = await exchange.Engine.Database.BeginWriteAsync(exchange.Cancellation);
        foreach (BatchRequest request in set)
        {
            EmulatorResponse response = await Answer.OfAsync(() => DispatchAsync(exchange, request, scope, contentIds));
            if (response.StatusCode >= 400)
            {
                var refused = new BatchWriter(nested.Boundary);
                refused.Add(response, request.ContentId);
                writer.AddNested(refused);
                return response;
            }
            if (request.ContentId is { } id && response.Header("OData-EntityId") is { } address)
            {
                contentIds[id] = address;
            }
            nested.Add(response, request.ContentId);
        }
        scope.Commit();
        writer.AddNested(nested);
        return null;
    }

    private static ValueTask<EmulatorResponse> DispatchAsync(
        Exchange outer, BatchRequest request, WriteScope? scope, Dictionary<string, string>? contentIds)
    {
        Uri url = request.Resolve(outer.Root, contentIds);
        List<PathSegment> path = Router.Resource(url) ?? throw Fault.NoSuchPath();
        Caller caller = CallerResolver.Impersonate(outer.Engine, request.Headers, outer.Caller);
        return Router.RouteAsync(new Exchange(outer.Engine, request.Method, url, request.Headers, request.Body, caller, outer.Cancellation)
        {
            Shared = scope, ContentIds = contentIds, InBatch = true, Path = path,
        });
    }
}
