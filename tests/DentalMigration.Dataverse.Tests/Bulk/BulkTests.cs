using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Bulk;

public class BulkTests : ClientTest
{
    private static readonly Guid Other = Guid.Parse("99999999-2222-3333-4444-555555555555");

    [Fact]
    public async Task CreateMultiple_puts_the_type_first_and_returns_the_ids_in_order()
    {
        Server.Answers(Reply.Json($$"""{"@odata.context":"x","Ids":["{{Other}}","{{Id}}"]}"""));
        IReadOnlyList<Guid> ids = await Client.CreateMultipleAsync(
            "contacts", "contact", [Row("""{"lastname":"Ş"}"""), Row(" {\r\n \"a\":{\"b\":[1]} } ")], null, CancellationToken.None);
        Assert.Equal([Other, Id], ids);
        Assert.Equal(("POST", "/api/data/v9.2/contacts/Microsoft.Dynamics.CRM.CreateMultiple"), (Only.Method, Only.Target));
        Assert.Equal(
            """{"Targets":[{"@odata.type":"Microsoft.Dynamics.CRM.contact","lastname":"Ş"},{"@odata.type":"Microsoft.Dynamics.CRM.contact","a":{"b":[1]} } ]}""",
            Only.Body);
        Assert.Equal(2, Client.Statistics.RowsSent);
    }

    [Fact]
    public async Task A_row_without_columns_is_still_JSON()
    {
        Server.Answers(Reply.Json($$"""{"Ids":["{{Id}}","{{Other}}"]}"""));
        await Client.CreateMultipleAsync("contacts", "contact", [Row("{}"), Row("{ }")], null, CancellationToken.None);
        Assert.Equal(
            """{"Targets":[{"@odata.type":"Microsoft.Dynamics.CRM.contact"},{"@odata.type":"Microsoft.Dynamics.CRM.contact"}]}""", Only.Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("null")]
    public async Task A_row_that_is_no_object_is_refused_before_sending(string row)
    {
        await Assert.ThrowsAsync<ArgumentException>(
            () => Client.CreateMultipleAsync("contacts", "contact", [Row(row)], null, CancellationToken.None));
        Assert.Empty(Server.Seen);
    }

    [Fact]
    public async Task No_rows_are_no_request()
    {
        Assert.Empty(await Client.CreateMultipleAsync("contacts", "contact", [], null, CancellationToken.None));
        await Client.UpdateMultipleAsync("contacts", "contact", [], null, CancellationToken.None);
        await Client.UpsertMultipleAsync("contacts", "contact", [], null, CancellationToken.None);
        Assert.Empty(Server.Seen);
    }

    [Fact]
    public async Task Updates_and_upserts_are_answered_without_a_body()
    {
        Server.Answers(Reply.NoContent, Reply.NoContent);
        await Client.UpdateMultipleAsync("contacts", "contact", [Row("""{"contactid":"x"}""")], null, CancellationToken.None);
        await Client.UpsertMultipleAsync(
            "contacts", "contact", [Row("""{"@odata.id":"contacts(k='1')"}""")], new WriteOptions { BypassBusinessLogic = true, Tag = "t" }, CancellationToken.None);
        Assert.EndsWith("/contacts/Microsoft.Dynamics.CRM.UpdateMultiple", Server.Seen[0].Target, StringComparison.Ordinal);
        Assert.EndsWith("/contacts/Microsoft.Dynamics.CRM.UpsertMultiple?tag=t", Server.Seen[1].Target, StringComparison.Ordinal);
        Assert.Equal("CustomSync,CustomAsync", Server.Seen[1].Header("MSCRM.BypassBusinessLogicExecution"));
    }

    [Theory]
    [InlineData("""{"Ids":[]}""")]
    [InlineData("""{"value":["11111111-2222-3333-4444-555555555555"]}""")]
    [InlineData("not json")]
    public async Task An_accepted_create_without_an_id_for_each_row_is_in_doubt(string body)
    {
        Server.Answers(Reply.Json(body));
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(
            () => Client.CreateMultipleAsync("contacts", "contact", [Row("{}")], null, CancellationToken.None));
        Assert.Equal((DataverseErrorCodes.InvalidResponse, true), (e.Code, e.IsInDoubt));
    }

    [Fact]
    public async Task A_refused_bulk_request_tells_the_code_and_counts_no_row()
    {
        Server.Answers(Reply.Error(412, "0x80040237"));
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(
            () => Client.CreateMultipleAsync("contacts", "contact", [Row("{}")], null, CancellationToken.None));
        Assert.Equal((DataverseErrorCodes.DuplicateRecord, false), (e.Code, e.IsInDoubt));
        Assert.Equal(0, Client.Statistics.RowsSent);
    }

    [Fact]
    public async Task Preconditions_do_not_go_with_bulk_messages() =>
        await Assert.ThrowsAsync<ArgumentException>(
            () => Client.UpdateMultipleAsync("contacts", "contact", [Row("{}")], new WriteOptions { IfMatch = "*" }, CancellationToken.None));

    [Fact]
    public async Task A_thousand_throttled_rows_are_sent_again_byte_for_byte()
    {
        ReadOnlyMemory<byte>[] rows = [.. Enumerable.Range(0, 1000).Select(i => Row($$"""{"n":{{i}}}"""))];
        Server.Answers(Reply.Throttled("Retry-After: 1"), Reply.NoContent);
        await Client.UpdateMultipleAsync("contacts", "contact", rows, null, CancellationToken.None);
        Assert.Equal(Server.Seen[0].Body, Server.Seen[1].Body);
        Assert.Equal(1000, Server.Seen[1].Json().GetProperty("Targets").GetArrayLength());
    }
}
