using System.Net;
using System.Text;
using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Bulk;

/// <summary>What a bulk request costs in memory beside the rows themselves.</summary>
public class BulkAllocationTests
{
    private const int Rows = 1000;

    [Fact]
    public async Task Writing_a_row_allocates_next_to_nothing()
    {
        using SinkHandler handler = new();
        using DataverseClient client = new(new DataverseConnection { Url = new Uri("http://127.0.0.1"), Handler = handler });
        ReadOnlyMemory<byte>[] rows = [.. Enumerable.Range(0, Rows).Select(i => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(
            $$"""{"contactid":"{{Reply.Id}}","lastname":"Yılmaz {{i}}","emailaddress1":"hasta{{i}}@example.com"}"""))];
        await UpdateAsync(client, rows);

        Task update = UpdateAsync(client, rows, out long allocated);

        await update;
        Assert.True(update.IsCompletedSuccessfully && handler.Bytes > Rows * 100);
        Assert.InRange(allocated / (double)Rows, 0, 40);
    }

    private static Task UpdateAsync(DataverseClient client, ReadOnlyMemory<byte>[] rows) =>
        client.UpdateMultipleAsync("contacts", "contact", rows, null, CancellationToken.None);

    /// <summary>All happens on this thread, as the handler never waits.</summary>
    private static Task UpdateAsync(DataverseClient client, ReadOnlyMemory<byte>[] rows, out long allocated)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Task update = UpdateAsync(client, rows);
        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(update.IsCompleted);
        return update;
    }

    private sealed class SinkHandler : HttpMessageHandler
    {
        public long Bytes { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Task copied = request.Content!.CopyToAsync(Stream.Null, cancellationToken);
            Assert.True(copied.IsCompleted);
            Bytes = request.Content.Headers.ContentLength ?? 0;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent));
        }
    }
}
