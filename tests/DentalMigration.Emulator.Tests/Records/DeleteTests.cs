using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Records;

/// <summary>Cascades by relationship.</summary>
public sealed class DeleteTests() : DataverseTest(new() { Users = [new("Ayşe Yılmaz", "ayse@contoso.com")] })
{
    [Fact]
    [Documented("RN:tests/account.xml (CascadeConfiguration)", "Contacts go with their account and links to a contact are removed")]
    public async Task Contacts_go_with_their_account_and_links_to_a_contact_are_removed()
    {
        string before = await Digest();
        Guid account = await Create("accounts", """{"name":"a"}""");
        Guid child = await Create("accounts", $$"""{"name":"b","parentaccountid@odata.bind":"/accounts({{account}})"}""");
        Guid contact = await Create("contacts", $$"""{"lastname":"c","parentcustomerid_account@odata.bind":"/accounts({{account}})"}""");
        (await Patch($"accounts({child})", $$"""{"primarycontactid@odata.bind":"/contacts({{contact}})"}""")).Is(204);
        await Create("annotations", $$"""{"subject":"n","objectid_contact@odata.bind":"/contacts({{contact}})"}""");
        (await Delete($"accounts({account})")).Is(204);
        (await Get($"contacts({contact})")).Is(404);
        Assert.Empty((await Get("annotations")).Value);
        var row = await Row("accounts", child, "_parentaccountid_value,_primarycontactid_value");
        Assert.Null(row["_parentaccountid_value"]);
        Assert.Null(row["_primarycontactid_value"]);
        (await Delete($"accounts({child})")).Is(204);
        Assert.Equal(before, await Digest());
    }

    [Fact]
    [Documented("PD:special-update-operation-behavior.md", "A new owner of an account gets its contacts too")]
    public async Task A_new_owner_of_an_account_gets_its_contacts_too()
    {
        Guid user = Guid.Parse((await Get("systemusers?$filter=fullname eq 'Ayşe Yılmaz'")).Value[0]!["systemuserid"]!.ToString());
        Guid account = await Create("accounts", """{"name":"a"}""");
        Guid contact = await Create("contacts", $$"""{"lastname":"c","parentcustomerid_account@odata.bind":"/accounts({{account}})"}""");
        (await Patch($"accounts({account})", $$"""{"ownerid@odata.bind":"/systemusers({{user}})"}""")).Is(204);
        Assert.Equal(user.ToString(), (await Row("contacts", contact, "_owninguser_value"))["_owninguser_value"]!.ToString());
    }

    [Fact]
    [Documented("PD:attachment-annotation-files.md", "Notes keep size and regarding table and refuse what is too big or blocked")]
    public async Task Notes_keep_size_and_regarding_table_and_refuse_what_is_too_big_or_blocked()
    {
        Guid contact = await Create("contacts", """{"lastname":"c"}""");
        Guid id = await Create("annotations", $$"""{"subject":"n","filename":"a.pdf","documentbody":"{{Convert.ToBase64String(new byte[1000])}}","objectid_contact@odata.bind":"/contacts({{contact}})"}""");
        var row = await Row("annotations", id, "filesize,isdocument,objecttypecode");
        Assert.Equal(1000, row["filesize"]!.GetValue<int>());
        Assert.True(row["isdocument"]!.GetValue<bool>());
        Assert.Equal("contact", row["objecttypecode"]!.ToString());
        (await Post("annotations", """{"subject":"n","filename":"a.EXE"}""")).Is(400, "0x80043e09");
        (await Post("annotations", $$"""{"documentbody":"{{Convert.ToBase64String(new byte[5_242_881])}}"}""")).Is(400, "0x80044a02");
    }
}
