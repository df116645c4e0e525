using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Metadata;

public class MetadataChangeTests : ClientTest
{
    private const string Table = "/api/data/v9.2/EntityDefinitions(LogicalName='new_plan')";

    [Fact]
    public async Task A_key_is_made_and_awaited_until_its_index_is_active()
    {
        Server.Answers(Reply.Created(), Key("Pending"), Key("InProgress"), Key("Active"));
        KeyDefinition key = new() { SchemaName = "new_K", DisplayName = "K", KeyAttributes = ["new_source"] };
        await Client.Metadata.CreateKeyAsync("new_plan", key, CancellationToken.None);
        await Client.Metadata.WaitForKeyAsync("new_plan", "new_k", TimeSpan.FromMinutes(5), CancellationToken.None);
        Assert.Equal(Table + "/Keys", Server.Seen[0].Target);
        Assert.Equal("new_source", Server.Seen[0].Json().GetProperty("KeyAttributes")[0].GetString());
        Assert.Equal(Table + "/Keys(LogicalName='new_k')", Server.Seen[1].Target);
        Assert.Equal(2, Clock.Waits.Count);
    }

    [Fact]
    public async Task A_key_that_failed_is_an_error()
    {
        Server.Answers(Key("Failed"));
        Assert.Equal(DataverseErrorCodes.KeyFailed, (await WaitFailsAsync()).Code);
    }

    [Fact]
    public async Task A_key_that_takes_too_long_is_an_error_that_may_pass()
    {
        Server.Answers([.. Enumerable.Repeat(Key("Pending"), 12)]);
        DataverseException e = await WaitFailsAsync();
        Assert.Equal((DataverseErrorCodes.KeyTimeout, true), (e.Code, e.IsTransient));
        Assert.InRange(Server.Seen.Count, 4, 12); // soon at first, less and less often
        Assert.Equal(Clock.Waits.Order(), Clock.Waits);
    }

    [Fact]
    public async Task A_key_that_is_not_there_is_an_error()
    {
        Server.Answers(Reply.Error(404, "0x80060890"));
        Assert.Equal(DataverseErrorCodes.KeyNotDefined, (await WaitFailsAsync()).Code);
    }

    [Fact]
    public async Task Everything_is_deleted_by_name()
    {
        MetadataClient metadata = Client.Metadata;
        Server.Answers([.. Enumerable.Repeat(Reply.NoContent, 5)]);
        await metadata.DeleteKeyAsync("new_plan", "new_k", CancellationToken.None);
        await metadata.DeleteColumnAsync("new_plan", "new_c", CancellationToken.None);
        await metadata.DeleteRelationshipAsync("new_r", CancellationToken.None);
        await metadata.DeleteTableAsync("new_plan", CancellationToken.None);
        await metadata.DeleteGlobalChoiceAsync("new_g", CancellationToken.None);
        Assert.Equal(
            [
                Table + "/Keys(LogicalName='new_k')",
                Table + "/Attributes(LogicalName='new_c')",
                "/api/data/v9.2/RelationshipDefinitions(SchemaName='new_r')",
                Table,
                "/api/data/v9.2/GlobalOptionSetDefinitions(Name='new_g')",
            ],
            Server.Seen.Select(seen => seen.Target));
        Assert.All(Server.Seen, seen => Assert.Equal("DELETE", seen.Method));
    }

    [Fact]
    public async Task Publishing_names_the_tables()
    {
        Server.Answers(Reply.NoContent);
        await Client.Metadata.PublishAsync(["account", "new_plan"], CancellationToken.None);
        Assert.Equal(
            "<importexportxml><entities><entity>account</entity><entity>new_plan</entity></entities></importexportxml>",
            Only.Json().GetProperty("ParameterXml").GetString());
    }

    private static Reply Key(string status) => Reply.Json(
        $$"""{"LogicalName":"new_k","SchemaName":"new_K","KeyAttributes":["new_source"],"EntityKeyIndexStatus":"{{status}}"}""");

    private Task<DataverseException> WaitFailsAsync() => Assert.ThrowsAsync<DataverseException>(
        () => Client.Metadata.WaitForKeyAsync("new_plan", "new_k", TimeSpan.FromSeconds(3), CancellationToken.None));
}
