using System.Text.Json.Nodes;
using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Bulk;

/// <summary>What the documents say of bulk.</summary>
public sealed class BulkTests : DataverseTest
{
    private const string Type = "\"@odata.type\":\"Microsoft.Dynamics.CRM.contact\"";
    private static readonly Guid A = Guid.Parse("0a0b0c0d-1111-8222-9333-444455550001");
    private static readonly Guid B = Guid.Parse("0a0b0c0d-1111-8222-9333-444455550002");

    private Task<Reply> Multiple(string message, params string[] targets) =>
        Post($"contacts/Microsoft.Dynamics.CRM.{message}", $$"""{"Targets":[{{string.Join(",", targets)}}]}""");

    private static string Item(Guid id, string rest) => $$"""{{{Type}},"contactid":"{{id}}",{{rest}}}""";

    [Fact]
    [Documented("PD:bulk-operations.md", "Create multiple answers 200 with ids in order")]
    public async Task Create_multiple_answers_200_with_ids_in_order()
    {
        Reply reply = (await Multiple("CreateMultiple", Item(B, "\"lastname\":\"b\""), $$"""{{{Type}},"lastname":"c"}""", Item(A, "\"lastname\":\"a\""))).Is(200);
        Assert.EndsWith("$metadata#Microsoft.Dynamics.CRM.CreateMultipleResponse", reply.Json["@odata.context"]!.ToString());
        JsonArray ids = reply.Json["Ids"]!.AsArray();
        Assert.Equal([B.ToString(), A.ToString()], [ids[0]!.ToString(), ids[2]!.ToString()]);
        Assert.Equal(3, (await Get("contacts?$select=contactid")).Value.Count);
    }

    [Fact]
    [Documented("PD:bulk-operations.md", "One bad item rolls everything back")]
    public async Task One_bad_item_rolls_everything_back()
    {
        string before = await Digest(exact: true);
        (await Multiple("CreateMultiple", Item(A, "\"lastname\":\"a\""), Item(B, $"\"lastname\":\"{new string('x', 101)}\""))).Is(400, "0x80044331");
        (await Multiple("CreateMultiple", Item(A, "\"lastname\":\"a\""), Item(A, "\"lastname\":\"b\""))).Is(412, "0x80040237");
        Assert.Equal(before, await Digest(exact: true));
    }

    [Fact]
    [Documented("PD:bulk-operations.md", "Every item needs its type")]
    public async Task Every_item_needs_its_type()
    {
        (await Multiple("CreateMultiple", """{"lastname":"a"}""")).Is(400, "0x80048d19");
        (await Multiple("CreateMultiple", """{"@odata.type":"Microsoft.Dynamics.CRM.account","name":"a"}""")).Is(400, "0x80048d19");
    }

    [Fact]
    [Documented("PD:bulk-operations.md", "Update multiple answers 204 applies the first of duplicates and names missing rows in the plural")]
    public async Task Update_multiple_answers_204_applies_the_first_of_duplicates_and_names_missing_rows_in_the_plural()
    {
        await Create("contacts", $$"""{"contactid":"{{A}}","lastname":"a"}""");
        Reply reply = (await Multiple("UpdateMultiple", Item(A, "\"lastname\":\"first\""), Item(A, "\"lastname\":\"second\""))).Is(204);
        Assert.Empty(reply.Body);
        Assert.Equal("first", (await Row("contacts", A, "lastname"))["lastname"]!.ToString());
        Assert.Equal($"contact With Ids = {B} Do Not Exist", (await Multiple("UpdateMultiple", Item(B, "\"lastname\":\"x\""))).Is(404, "0x80040217").Error);
    }

    [Fact]
    [Documented("PD:bulk-operations.md", "Upsert multiple creates and updates and refuses duplicates")]
    public async Task Upsert_multiple_creates_and_updates_and_refuses_duplicates()
    {
        await Create("contacts", $$"""{"contactid":"{{A}}","lastname":"a"}""");
        (await Multiple("UpsertMultiple", Item(A, "\"lastname\":\"a2\""), Item(B, "\"lastname\":\"b\""))).Is(204);
        Assert.Equal("a2", (await Row("contacts", A, "lastname"))["lastname"]!.ToString());
        Assert.Equal("b", (await Row("contacts", B, "lastname"))["lastname"]!.ToString());
        Assert.True((await Multiple("UpsertMultiple", Item(A, "\"lastname\":\"x\""), Item(A, "\"lastname\":\"y\""))).Status >= 400);
        Assert.Equal("a2", (await Row("contacts", A, "lastname"))["lastname"]!.ToString());
    }

    [Fact]
    [Documented("PD:bulk-operations.md", "Upsert multiple by alternate key must not repeat the key in the body")]
    public async Task Upsert_multiple_by_alternate_key_must_not_repeat_the_key_in_the_body()
    {
        (await Post("EntityDefinitions(LogicalName='contact')/Attributes", Definitions.Column("String", "new_SourceId", ",\"MaxLength\":50"))).Is(204);
        (await Post("EntityDefinitions(LogicalName='contact')/Keys", Definitions.Key("new_SourceKey", "new_sourceid"))).Is(204);
        string item = $$"""{{{Type}},"@odata.id":"contacts(new_sourceid='P1')","lastname":"a"}""";
        (await Multiple("UpsertMultiple", item)).Is(204);
        (await Multiple("UpsertMultiple", item.Replace("\"a\"", "\"b\""))).Is(204);
        Assert.Equal("b", (await Get("contacts(new_sourceid='p1')?$select=lastname")).Is(200).Json["lastname"]!.ToString());
        (await Multiple("UpsertMultiple", $$"""{{{Type}},"@odata.id":"contacts(new_sourceid='P2')","new_sourceid":"P2","lastname":"a"}""")).Is(400);
    }

    [Fact]
    [Documented("PD:bulk-operations.md", "Delete multiple is for elastic tables only")]
    public async Task Delete_multiple_is_for_elastic_tables_only() =>
        Assert.Equal("DeleteMultiple has not yet been implemented.", (await Multiple("DeleteMultiple")).Error);

    [Theory]
    [InlineData("contact", "CreateMultiple", 1)]
    [InlineData("contact", "UpdateMultiple", 1)]
    [InlineData("contact", "UpsertMultiple", 0)]
    [InlineData("appointment", "CreateMultiple", 0)]
    [Documented("PD:bulk-operations.md", "Message filters tell what a table supports")]
    public async Task Message_filters_tell_what_a_table_supports(string table, string message, int rows) => Assert.Equal(rows,
        (await Get($"sdkmessagefilters?$select=sdkmessagefilterid&$filter=sdkmessageid/name eq @m and primaryobjecttypecode eq @t&@m='{message}'&@t='{table}'")).Is(200).Value.Count);
}
