using System.Text.Json;
using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Records;

public class RecordTests : ClientTest
{
    [Fact]
    public async Task Creating_posts_the_rows_own_bytes_and_takes_the_id_from_the_header()
    {
        Server.Answers(Reply.Created());
        Assert.Equal(Id, await Client.CreateAsync("contacts", Row("""{ "lastname" : "Ş" }"""), null, CancellationToken.None));
        Assert.Equal(("POST", "/api/data/v9.2/contacts", """{ "lastname" : "Ş" }"""), (Only.Method, Only.Target, Only.Body));
        Assert.Equal("application/json; charset=utf-8", Only.Header("Content-Type"));
        Assert.Equal(1, Client.Statistics.RowsSent);
    }

    [Fact]
    public async Task A_create_whose_answer_names_no_id_is_in_doubt()
    {
        Server.Answers(Reply.NoContent);
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(
            () => Client.CreateAsync("contacts", Row("{}"), null, CancellationToken.None));
        Assert.Equal((DataverseErrorCodes.InvalidResponse, true), (e.Code, e.IsInDoubt));
    }

    [Fact]
    public async Task Updating_never_creates()
    {
        Server.Answers(Reply.NoContent, Reply.NoContent);
        await Client.UpdateAsync("contacts", Id, Row("{}"), null, CancellationToken.None);
        await Client.UpdateAsync("contacts", Id, Row("{}"), new WriteOptions { IfMatch = "W/\"7\"" }, CancellationToken.None);
        Assert.Equal(["*", "W/\"7\""], Server.Seen.Select(seen => seen.Header("If-Match")));
        Assert.All(Server.Seen, seen => Assert.Equal(("PATCH", $"/api/data/v9.2/contacts({Id})"), (seen.Method, seen.Target)));
    }

    [Fact]
    public async Task An_update_that_asks_for_a_missing_row_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(
            () => Client.UpdateAsync("contacts", Id, Row("{}"), new WriteOptions { IfNoneMatch = "*" }, CancellationToken.None));

    [Fact]
    public async Task Deleting_can_name_the_version()
    {
        Server.Answers(Reply.NoContent, Reply.NoContent);
        await Client.DeleteAsync("contacts", Id, null, CancellationToken.None);
        await Client.DeleteAsync("contacts", Id, new WriteOptions { IfMatch = "W/\"7\"" }, CancellationToken.None);
        Assert.Equal([null, "W/\"7\""], Server.Seen.Select(seen => seen.Header("If-Match")));
        Assert.All(Server.Seen, seen => Assert.Equal("DELETE", seen.Method));
    }

    [Fact]
    public async Task Retrieving_selects_columns_and_a_missing_row_is_null()
    {
        Server.Answers(Reply.Json("""{"fullname":"A"}"""), Reply.Error(404, "0x80040217"));
        JsonElement? row = await Client.RetrieveAsync("contacts", Id, "fullname,_ownerid_value", CancellationToken.None);
        Assert.Equal("A", row!.Value.GetProperty("fullname").GetString());
        Assert.Null(await Client.RetrieveAsync("contacts", Id, null, CancellationToken.None));
        Assert.Equal(
            [$"/api/data/v9.2/contacts({Id})?$select=fullname,_ownerid_value", $"/api/data/v9.2/contacts({Id})"],
            Server.Seen.Select(seen => seen.Target));
    }

    [Fact]
    public async Task A_misspelt_entity_set_is_no_missing_row()
    {
        Server.Answers(Reply.Error(404, "0x80060888", "Resource not found for the segment 'contatcs'."));
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(
            () => Client.RetrieveAsync("contatcs", Id, null, CancellationToken.None));
        Assert.Equal(DataverseErrorCodes.ResourceNotFound, e.Code);
    }

    [Fact]
    public async Task Options_become_the_headers_of_the_service()
    {
        Server.Answers(Reply.Created());
        WriteOptions options = new()
        {
            BypassBusinessLogic = true,
            SuppressCallbacks = true,
            DetectDuplicates = true,
            CallerId = Id,
            SolutionUniqueName = "dental",
            Tag = "a b",
        };
        await Client.CreateAsync("contacts", Row("{}"), options, CancellationToken.None);
        Assert.Equal("CustomSync,CustomAsync", Only.Header("MSCRM.BypassBusinessLogicExecution"));
        Assert.Equal("true", Only.Header("MSCRM.SuppressCallbackRegistrationExpanderJob"));
        Assert.Equal("false", Only.Header("MSCRM.SuppressDuplicateDetection"));
        Assert.Equal(Id.ToString("D"), Only.Header("MSCRMCallerID"));
        Assert.Equal("dental", Only.Header("MSCRM.SolutionUniqueName"));
        Assert.Equal("/api/data/v9.2/contacts?tag=a%20b", Only.Target);
    }

    [Fact]
    public async Task No_options_mean_no_headers()
    {
        Server.Answers(Reply.Created());
        await Client.CreateAsync("contacts", Row("{}"), new WriteOptions(), CancellationToken.None);
        Assert.DoesNotContain(Only.Headers.Keys, name => name.StartsWith("MSCRM", StringComparison.OrdinalIgnoreCase));
        Assert.Null(Only.Header("Prefer"));
    }

    [Fact]
    public async Task The_representation_can_be_asked_for()
    {
        Server.Answers(Reply.Json("""{"a":1}"""));
        DataverseRequest request = new(HttpMethod.Post, "contacts")
        {
            Body = RequestBody.Json(Row("{}")),
            Options = new WriteOptions { ReturnRepresentation = true },
        };
        Assert.Equal(1, (await Client.SendAsync(request, CancellationToken.None)).Json().GetProperty("a").GetInt32());
        Assert.Equal("return=representation", Only.Header("Prefer"));
    }
}
