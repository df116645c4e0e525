using System.Text.Json;
using DentalMigration.Dataverse;

namespace DentalMigration.Tests.Dataverse;

public class BatchAndQueryTests : EmbeddedClientTest
{
    [Fact]
    public async Task A_large_batch_streams_its_results_in_order()
    {
        List<BatchItem> items = [];
        for (int i = 0; i < 500; i++)
        {
            items.Add(BatchOperation.Create("contacts", Row($$"""{"lastname":"Yılmaz {{i:d3}}"}""")));
        }
        items.Add(BatchOperation.Create("contacts", Row("""{"nonsense":1}""")));
        items.Add(new BatchChangeSet([
            BatchOperation.Create("accounts", Row("""{"name":"Klinik"}""")),
            new BatchOperation(HttpMethod.Patch, "$1", Row("""{"telephone1":"1"}""")),
        ]));
        List<BatchResult> results = [];
        await foreach (BatchResult result in Client.BatchStreamAsync(items, continueOnError: true, null, Stop))
        {
            results.Add(result);
        }
        Assert.Equal(503, results.Count);
        Assert.Equal(500, results.Take(500).Select(result => result.EntityId).Distinct().Count());
        Assert.Equal((400, true, true), (results[500].Status, results[501].IsSuccess, results[502].IsSuccess));
        Assert.Equal(500, await Client.CountAsync("contacts", null, Stop));
    }

    [Fact]
    public async Task A_batch_that_stops_at_a_failure_ends_with_it()
    {
        BatchItem[] items =
        [
            BatchOperation.Create("contacts", Row("""{"lastname":"A"}""")),
            BatchOperation.Create("contacts", Row("""{"nonsense":1}""")),
            BatchOperation.Create("contacts", Row("""{"lastname":"B"}""")),
        ];
        List<bool> results = [];
        await foreach (BatchResult result in Client.BatchStreamAsync(items, continueOnError: false, null, Stop))
        {
            results.Add(result.IsSuccess);
        }
        Assert.Equal([true, false], results);
    }

    [Fact]
    public async Task A_query_too_long_for_an_address_returns_its_rows_page_by_page()
    {
        ReadOnlyMemory<byte>[] rows = [.. Enumerable.Range(0, 25).Select(i => Row($$"""{"lastname":"Ş{{i:d3}}","firstname":"x"}"""))];
        await Client.CreateMultipleAsync("contacts", "contact", rows, null, Stop);
        string clause = string.Concat(Enumerable.Range(0, 600).Select(i => $" or lastname eq 'a name that nobody has {i:d3}'"));
        string url = $"contacts?$select=lastname&$orderby=lastname&$filter=startswith(lastname,'Ş'){clause}";
        List<string?> names = [];
        await foreach (JsonElement row in Client.QueryAsync(url, new QueryOptions { PageSize = 10 }, Stop))
        {
            names.Add(row.GetProperty("lastname").GetString());
        }
        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"Ş{i:d3}"), names);
    }
}
