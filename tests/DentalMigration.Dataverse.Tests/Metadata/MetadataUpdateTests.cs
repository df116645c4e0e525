using System.Text.Json;
using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Metadata;

/// <summary>Changing columns and options (powerapps-docs, webapi/create-update-column-definitions-using-web-api.md).</summary>
public class MetadataUpdateTests : ClientTest
{
    private const string Column = "/api/data/v9.2/EntityDefinitions(LogicalName='new_plan')/Attributes(LogicalName='new_name')";
    private const string Definition = """
        {"@odata.context":"x","MetadataId":"11111111-2222-3333-4444-555555555555","LogicalName":"new_name","MaxLength":100,"Format":"Text",
         "RequiredLevel":{"Value":"None","CanBeChanged":true},"DisplayName":{"LocalizedLabels":[{"Label":"Ad","LanguageCode":1055}]}}
        """;

    [Fact]
    public async Task A_column_is_put_back_whole_with_the_change_and_its_labels_merged()
    {
        Server.Answers(Type, Reply.Json(Definition), Reply.NoContent);
        ColumnChange change = new() { DisplayName = "Name", RequiredLevel = "Recommended", MaxLength = 200, IsSecured = true };
        await Client.Metadata.InSolution("clinic").UpdateColumnAsync("new_plan", "new_name", change, CancellationToken.None);
        Assert.Equal(
            ["GET " + Column, $"GET {Column}/Microsoft.Dynamics.CRM.StringAttributeMetadata", "PUT " + Column],
            Server.Seen.Select(seen => $"{seen.Method} {seen.Target}"));
        Assert.All(Server.Seen.Take(2), seen => Assert.Equal("Strong", seen.Header("Consistency")));
        Seen put = Server.Seen[2];
        Assert.Equal(("true", "clinic"), (put.Header("MSCRM.MergeLabels"), put.Header("MSCRM.SolutionUniqueName")));
        JsonElement sent = put.Json();
        Assert.Equal(
            ("Microsoft.Dynamics.CRM.StringAttributeMetadata", 200, "Text", true),
            (sent.GetProperty("@odata.type").GetString(), sent.GetProperty("MaxLength").GetInt32(), sent.GetProperty("Format").GetString(),
                sent.GetProperty("IsSecured").GetBoolean()));
        Assert.Equal("""{"Value":"Recommended","CanBeChanged":true}""", sent.GetProperty("RequiredLevel").GetRawText());
        JsonElement label = Assert.Single(sent.GetProperty("DisplayName").GetProperty("LocalizedLabels").EnumerateArray());
        Assert.Equal(("Name", 1033), (label.GetProperty("Label").GetString(), label.GetProperty("LanguageCode").GetInt32()));
        Assert.False(sent.TryGetProperty("@odata.context", out _));
    }

    [Fact]
    public async Task A_change_that_is_there_already_is_not_sent()
    {
        Server.Answers(Type, Reply.Json(Definition));
        await UpdateAsync(new ColumnChange { MaxLength = 100, RequiredLevel = "None" });
        Assert.Equal(2, Server.Seen.Count);
    }

    [Fact]
    public async Task A_change_whose_answer_is_lost_is_sent_again()
    {
        Server.Answers(Type, Reply.Json(Definition), Reply.Drop, Reply.NoContent);
        await UpdateAsync(new ColumnChange { Description = "Of the plan", MergeLabels = false });
        Assert.Equal(Server.Seen[2].Body, Server.Seen[3].Body);
        Assert.Null(Server.Seen[3].Header("MSCRM.MergeLabels"));
    }

    [Fact]
    public async Task A_missing_column_is_an_error()
    {
        Server.Answers(Reply.Error(404, "0x80060888"));
        Assert.Equal(404, (await Assert.ThrowsAsync<DataverseException>(() => UpdateAsync(new ColumnChange { MaxLength = 5 }))).Status);
    }

    [Fact]
    public async Task An_option_is_added_to_a_global_choice_and_numbered_by_the_service()
    {
        Server.Answers(Reply.Json("""{"NewOptionValue":100000007}"""));
        int value = await Client.Metadata.InSolution("clinic").InsertOptionValueAsync(
            ChoiceReference.Global("new_kinds"), new ChoiceOption(null, "Crown"), CancellationToken.None);
        Assert.Equal((100000007, "/api/data/v9.2/InsertOptionValue"), (value, Only.Target));
        JsonElement body = Only.Json();
        Assert.Equal(
            ("new_kinds", "clinic", false),
            (body.GetProperty("OptionSetName").GetString(), body.GetProperty("SolutionUniqueName").GetString(),
                body.TryGetProperty("Value", out _)));
        Assert.Equal("Crown", body.GetProperty("Label").GetProperty("LocalizedLabels")[0].GetProperty("Label").GetString());
    }

    [Fact]
    public async Task An_option_is_taken_from_a_column()
    {
        Server.Answers(Reply.NoContent);
        await Client.Metadata.DeleteOptionValueAsync(ChoiceReference.Column("new_plan", "new_kind"), 3, CancellationToken.None);
        Assert.Equal("""{"EntityLogicalName":"new_plan","AttributeLogicalName":"new_kind","Value":3}""", Only.Body);
        Assert.EndsWith("/DeleteOptionValue", Only.Target, StringComparison.Ordinal);
    }

    private static Reply Type => Reply.Json(
        """{"@odata.type":"#Microsoft.Dynamics.CRM.StringAttributeMetadata","LogicalName":"new_name"}""");

    private Task UpdateAsync(ColumnChange change) =>
        Client.Metadata.UpdateColumnAsync("new_plan", "new_name", change, CancellationToken.None);
}
