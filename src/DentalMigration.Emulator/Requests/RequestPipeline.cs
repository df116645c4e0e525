using System.Globalization;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Identity;
using DentalMigration.Emulator.Metadata;
using DentalMigration.Emulator.Routing;
using DentalMigration.Emulator.Testing;
using DentalMigration.Emulator.Throttling;

namespace DentalMigration.Emulator.Requests;

/// <summary>Takes a request from its bytes to an answer: limits, injected faults, caller, route, and the headers every answer
/// has.</summary>
internal sealed class RequestPipeline(Engine engine)
{
    private const int MaxBody = 256 * 1024 * 1024;
    private const int MaxUrl = 32_768;
    private readonly FaultPlan _faults = new();
    private readonly Throttle _throttle = new(engine.Options);

    public async Task<EmulatorResponse> HandleAsync(EmulatorRequest request, CancellationToken cancellation)
    {
        EmulatorResponse response = await Answer.OfAsync(async () =>
        {
            ReadOnlyMemory<byte> body = await ReadAsync(request.Body, cancellation);
            return request.Url.AbsolutePath.StartsWith("/emulator/", StringComparison.OrdinalIgnoreCase)
                ? TestEndpoint.Handle(engine, _faults, request.Method, request.Url, body)
                : await GuardedAsync(request, body, cancellation);
        });
        if (response.StatusCode >= 400)
        {
            engine.Stats.Failed();
        }
        return Finish(response, request);
    }

    private async Task<EmulatorResponse> GuardedAsync(EmulatorRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        engine.Stats.Request(request.Method.ToUpperInvariant());
        InjectedFault injected = _faults.Next();
        switch (injected)
        {
            case InjectedFault.DropBeforeCommit:
                return new EmulatorResponse(503) { Aborted = true };
            case InjectedFault.Status503:
                throw Fault.Unavailable();
            case InjectedFault.Throttle:
                engine.Stats.Throttled();
                throw Fault.Throttled("0x80072322", "Number of requests exceeded the limit of 6000 over time window of 300 seconds.",
                    _faults.StormRetryAfter);
        }
        Caller caller = CallerResolver.Resolve(engine, request.Headers);
        EmulatorResponse response;
        using (Throttle.Pass pass = _throttle.Enter(caller.UserId, engine.Stats))
        {
            long started = engine.Options.Clock.GetTimestamp();
            var written = new RowTally();
            response = await Answer.OfAsync(() => RouteAsync(request, body, caller, written, cancellation));
            await _faults.ServiceTime.PassAsync(started, written.Rows, engine.Options.Clock, cancellation);
            pass.Tell(response);
        }
        response.Aborted = injected == InjectedFault.DropAfterCommit;
        if (injected == InjectedFault.Corrupt)
        {
            Corruption.Apply(response, _faults.Random());
        }
        return response;
    }

    private async ValueTask<EmulatorResponse> RouteAsync(EmulatorRequest request, ReadOnlyMemory<byte> body, Caller caller, RowTally written,
        CancellationToken cancellation)
    {
        if (request.Url.OriginalString.Length > MaxUrl)
        {
            throw Fault.UrlTooLong();
        }
        await KeyActivation.RunDueAsync(engine, cancellation);
        await engine.Jobs.RunDueAsync(engine, cancellation);
        written.Begin(); // what the jobs wrote is not the request's
        List<PathSegment> path = Router.Resource(request.Url) ?? throw Fault.NoSuchPath();
        return await Router.RouteAsync(new Exchange(engine, request.Method, request.Url, request.Headers, body, caller,
            cancellation) { Path = path });
    }

    private EmulatorResponse Finish(EmulatorResponse response, EmulatorRequest request)
    {
        string requestId = request.Headers.FirstOrDefault(h =>
            h.Key.Equals("x-ms-client-request-id", StringComparison.OrdinalIgnoreCase)).Value
            ?? engine.Services.Ids.Next().ToString();
        return response.With("OData-Version", "4.0")
            .With("x-ms-dop-hint", engine.Options.DegreeOfParallelismHint.ToString(CultureInfo.InvariantCulture))
            .With("x-ms-service-request-id", engine.Services.Ids.Next().ToString())
            .With("REQ_ID", requestId);
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(Stream body, CancellationToken cancellation)
    {
        if (body == Stream.Null)
        {
            return default;
        }
        if (body is MemoryStream memory && memory.TryGetBuffer(out ArraySegment<byte> whole))
        {
            return whole.AsMemory((int)memory.Position);
        }
        using var copy = new MemoryStream(body.CanSeek ? (int)Math.Min(body.Length, MaxBody) : 16 * 1024);
        byte[] buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            int read;
            while ((read = await body.ReadAsync(buffer, cancellation)) > 0)
            {
                if (copy.Length + read > MaxBody)
                {
                    throw Fault.BodyTooLong();
                }
                copy.Write(buffer, 0, read);
            }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
        return copy.GetBuffer().AsMemory(0, (int)copy.Length);
    }
}
