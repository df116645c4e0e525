using System.Text.Json.Nodes;
using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Records;

/// <summary>Headers and preconditions.</summary>
public sealed class UpsertTests : DataverseTest
{
    private static readonly Guid Id = Guid.Parse("0a0b0c0d-1111-8222-9333-444455556666");

    [Fact]
    [Documented("PD:webapi/perform-conditional-operations-using-web-api.md", "Patch creates a missing row and updates it the second time")]
    public async Task Patch_creates_a_missing_row_and_updates_it_the_second_time()
    {
        (await Patch($"accounts({Id})", """{"name":"a"}""", ("If-None-Match", "null"))).Is(204);
        (await Patch($"accounts({Id})", """{"name":"b"}""", ("Prefer", "return=representation"))).Is(200);
        Assert.Equal("b", (await Row("accounts", Id, "name"))["name"]!.ToString());
    }

    [Fact]
    [Documented("PD:webapi/perform-conditional-operations-using-web-api.md", "If match any keeps patch from creating")]
    public async Task If_match_any_keeps_patch_from_creating() =>
        Assert.Equal($"account With Id = {Id} Does Not Exist", (await Patch($"accounts({Id})", """{"name":"a"}""", ("If-Match", "*"))).Is(404, "0x80040217").Error);

    [Fact]
    [Documented("PD:webapi/perform-conditional-operations-using-web-api.md", "If none match any keeps patch from updating")]
    public async Task If_none_match_any_keeps_patch_from_updating()
    {
        (await Patch($"accounts({Id})", """{"name":"a"}""", ("If-None-Match", "*"))).Is(204);
        Assert.Equal("A record with matching key values already exists.", (await Patch($"accounts({Id})", """{"name":"a"}""", ("If-None-Match", "*"))).Is(412).Error);
    }

    [Fact]
    [Documented("PD:webapi/perform-conditional-operations-using-web-api.md", "A stale etag is refused on update and delete")]
    public async Task A_stale_etag_is_refused_on_update_and_delete()
    {
        await Create("accounts", $$"""{"accountid":"{{Id}}","name":"a"}""");
        string tag = (await Get($"accounts({Id})?$select=name")).Json["@odata.etag"]!.ToString();
        (await Patch($"accounts({Id})", """{"name":"b"}""", ("If-Match", tag))).Is(204);
        (await Patch($"accounts({Id})", """{"name":"c"}""", ("If-Match", tag))).Is(412, "0x80060882");
        (await Delete($"accounts({Id})", ("If-Match", tag))).Is(412, "0x80060882");
        string current = (await Get($"accounts({Id})?$select=name")).Json["@odata.etag"]!.ToString();
        (await Get($"accounts({Id})?$select=name", ("If-None-Match", current))).Is(304);
        (await Delete($"accounts({Id})", ("If-Match", current))).Is(204);
        (await Get($"accounts({Id})")).Is(404, "0x80040217");
        (await Delete($"accounts({Id})")).Is(404, "0x80040217");
    }

    [Fact]
    [Documented("PD:webapi/perform-conditional-operations-using-web-api.md", "An update changes only what it names and null clears")]
    public async Task An_update_changes_only_what_it_names_and_null_clears()
    {
        await Create("contacts", $$"""{"contactid":"{{Id}}","firstname":"Ali","lastname":"Veli","jobtitle":"x"}""");
        Clock.Advance(TimeSpan.FromMinutes(5));
        (await Patch($"contacts({Id})", """{"firstname":"Can","jobtitle":null}""")).Is(204);
        JsonObject row = await Row("contacts", Id, "fullname,jobtitle,createdon,modifiedon");
        Assert.Equal("Can Veli", row["fullname"]!.ToString());
        Assert.Null(row["jobtitle"]);
        Assert.Equal("2026-03-02T09:30:00Z", row["createdon"]!.ToString());
        Assert.Equal("2026-03-02T09:35:00Z", row["modifiedon"]!.ToString());
    }

    [Fact]
    [Documented("PD:webapi/perform-conditional-operations-using-web-api.md", "State and status must fit on update")]
    public async Task State_and_status_must_fit_on_update()
    {
        await Create("accounts", $$"""{"accountid":"{{Id}}","name":"a"}""");
        (await Patch($"accounts({Id})", """{"statuscode":2}""")).Is(400, "0x80048408");
        (await Patch($"accounts({Id})", """{"statecode":1}""")).Is(204);
        Assert.Equal("2", (await Row("accounts", Id, "statuscode"))["statuscode"]!.ToString());
        (await Patch($"accounts({Id})", """{"statecode":0,"statuscode":1}""")).Is(204);
    }

    [Fact]
    [Documented("PD:webapi/perform-conditional-operations-using-web-api.md", "A single property is put read and deleted")]
    public async Task A_single_property_is_put_read_and_deleted()
    {
        await Create("accounts", $$"""{"accountid":"{{Id}}","name":"a"}""");
        (await Send("PUT", $"accounts({Id})/name", """{"value":"b"}""")).Is(204);
        Assert.Equal("b", (await Get($"accounts({Id})/name")).Is(200).Json["value"]!.ToString());
        Assert.Equal("b", (await Get($"accounts({Id})/name/$value")).Is(200).Body);
        (await Delete($"accounts({Id})/name")).Is(204);
        (await Get($"accounts({Id})/name")).Is(204);
    }

    [Fact]
    [Documented("PD:webapi/perform-conditional-operations-using-web-api.md", "Links are set and removed by ref")]
    public async Task Links_are_set_and_removed_by_ref()
    {
        await Create("accounts", $$"""{"accountid":"{{Id}}","name":"a"}""");
        Guid contact = await Create("contacts", """{"lastname":"x"}""");
        (await Send("PUT", $"accounts({Id})/primarycontactid/$ref", $$"""{"@odata.id":"http://localhost/api/data/v9.2/contacts({{contact}})"}""")).Is(204);
        Assert.Equal(contact.ToString(), (await Row("accounts", Id, "_primarycontactid_value"))["_primarycontactid_value"]!.ToString());
        (await Delete($"accounts({Id})/primarycontactid/$ref")).Is(204);
        Assert.Null((await Row("accounts", Id, "_primarycontactid_value"))["_primarycontactid_value"]);
        (await Post($"accounts({Id})/contact_customer_accounts/$ref", $$"""{"@odata.id":"contacts({{contact}})"}""")).Is(204);
        Assert.Single((await Get($"accounts({Id})/contact_customer_accounts")).Value);
        (await Delete($"accounts({Id})/contact_customer_accounts({contact})/$ref")).Is(204);
        Assert.Empty((await Get($"accounts({Id})/contact_customer_accounts")).Value);
    }

    [Fact]
    [Documented("PD:webapi/perform-conditional-operations-using-web-api.md", "Null clears a bind")]
    public async Task Null_clears_a_bind()
    {
        Guid contact = await Create("contacts", """{"lastname":"x"}""");
        await Create("accounts", $$"""{"accountid":"{{Id}}","name":"a","primarycontactid@odata.bind":"/contacts({{contact}})"}""");
        (await Patch($"accounts({Id})", """{"primarycontactid@odata.bind":null}""")).Is(204);
        Assert.Null((await Row("accounts", Id, "_primarycontactid_value"))["_primarycontactid_value"]);
    }

    [Fact]
    [Documented("PD:webapi/perform-conditional-operations-using-web-api.md", "Many to many rows are associated and disassociated")]
    public async Task Many_to_many_rows_are_associated_and_disassociated()
    {
        Guid user = await Administrator();
        Guid team = await Create("teams", """{"name":"t"}""");
        (await Post($"teams({team})/teammembership_association/$ref", $$"""{"@odata.id":"systemusers({{user}})"}""")).Is(204);
        Assert.Single((await Get($"teams({team})/teammembership_association?$select=fullname")).Is(200).Value);
        Assert.Single((await Get($"systemusers({user})/teammembership_association?$select=name")).Is(200).Value);
        (await Delete($"teams({team})/teammembership_association({user})/$ref")).Is(204);
        Assert.Empty((await Get($"teams({team})/teammembership_association")).Value);
    }
}
