using System.Net;
using System.Text;
using BenchmarkDotNet.Attributes;
using DentalMigration.Dataverse;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Benchmarks.Micro;

/// <summary>The client's part of CreateMultiple, headers and the reading of the answer included, against a service that takes no time.</summary>
public class SendingLoops : IDisposable
{
    private readonly MicroGround _ground = MicroGround.Current;
    private DataverseClient? _client;
    private ReadOnlyMemory<byte>[] _rows = [];

    [GlobalSetup]
    public void Connect()
    {
        _rows = [.. _ground.Rows.Take(MicroGround.Batch).Select(r => r.Json)];
        _client = new DataverseClient(new DataverseConnection { Url = new Uri("http://localhost/"), Handler = new InstantService() });
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _client?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Description = "CreateMultiple of 100, and its answer", OperationsPerInvoke = MicroGround.Batch)]
    public async Task<int> CreateAsync()
    {
        RowMapper mapper = _ground.Mapper;
        return (await _client!.CreateMultipleAsync(mapper.Table.EntitySet, mapper.Table.LogicalName, _rows, null, CancellationToken.None)).Count;
    }

    /// <summary>Reads each request to its end, and answers with the ids of a whole batch.</summary>
    private sealed class InstantService : HttpMessageHandler
    {
        private static readonly byte[] Answer = Encoding.UTF8.GetBytes(
            $$"""{"Ids":[{{string.Join(',', Enumerable.Range(1, MicroGround.Batch).Select(i => $"\"{new Guid(i, 0, 0, new byte[8])}\""))}}]}""");

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Answer), RequestMessage = request };
        }
    }
}
