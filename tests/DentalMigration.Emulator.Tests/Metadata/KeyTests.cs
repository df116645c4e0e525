using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Metadata;

/// <summary>Alternate keys.</summary>
public sealed class KeyTests() : DataverseTest(new() { KeyActivation = TimeSpan.FromMinutes(1) })
{
    private const string Keys = "EntityDefinitions(LogicalName='account')/Keys";

    private async Task<string> Status() => (await Get($"{Keys}(LogicalName='new_numberkey')?$select=EntityKeyIndexStatus")).Is(200).Json["EntityKeyIndexStatus"]!.ToString();

    private async Task MakeKey() => (await Post(Keys, Definitions.Key("new_NumberKey", "accountnumber"))).Is(204);

    [Fact]
    [Documented("PD:define-alternate-keys-entity.md", "A key is pending first and no address then active and unique")]
    public async Task A_key_is_pending_first_and_no_address_then_active_and_unique()
    {
        await MakeKey();
        await Create("accounts", """{"name":"a","accountnumber":"Ş-1"}""");
        Assert.Equal("Pending", await Status());
        (await Get("accounts(accountnumber='Ş-1')")).Is(400, "0x80060890");
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("Active", await Status());
        (await Get("accounts(accountnumber='ş-1')?$select=name")).Is(200);
        Reply clash = (await Post("accounts", """{"name":"b","accountnumber":"ş-1"}""")).Is(412, "0x80060892");
        Assert.Contains("new_numberkey", clash.Error);
        await Create("accounts", """{"name":"no number"}""");
        await Create("accounts", """{"name":"no number either"}""");
        (await Get("accounts(accountnumber='nosuch')")).Is(404, "0x80060891");
        (await Get("accounts(accountnumber='a%2Fb')")).Is(400);
    }

    [Fact]
    [Documented("PD:define-alternate-keys-entity.md", "Patch by key creates then updates and binds resolve keys")]
    public async Task Patch_by_key_creates_then_updates_and_binds_resolve_keys()
    {
        await MakeKey();
        Clock.Advance(TimeSpan.FromMinutes(2));
        (await Patch("accounts(accountnumber='7')", """{"name":"a"}""")).Is(204);
        Guid id = (await Patch("accounts(accountnumber='7')", """{"name":"b"}""")).Is(204).Id;
        Assert.Equal("b", (await Row("accounts", id, "name"))["name"]!.ToString());
        Guid contact = await Create("contacts", """{"lastname":"c","parentcustomerid_account@odata.bind":"/accounts(accountnumber='7')"}""");
        Assert.Equal(id.ToString(), (await Row("contacts", contact, "_parentcustomerid_value"))["_parentcustomerid_value"]!.ToString());
        (await Post("contacts", """{"parentcustomerid_account@odata.bind":"/accounts(accountnumber='8')"}""")).Is(404);
        (await Delete("accounts(accountnumber='7')")).Is(204);
    }

    [Fact]
    [Documented("PD:define-alternate-keys-entity.md", "A key over duplicates fails")]
    public async Task A_key_over_duplicates_fails()
    {
        await Create("accounts", """{"accountnumber":"1"}""");
        await Create("accounts", """{"accountnumber":"1"}""");
        await MakeKey();
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("Failed", await Status());
        await Create("accounts", """{"accountnumber":"1"}""");
    }

    [Fact]
    [Documented("PD:define-alternate-keys-entity.md", "Keys have limits")]
    public async Task Keys_have_limits()
    {
        await MakeKey();
        (await Post(Keys, Definitions.Key("new_NumberKey", "name"))).Is(400, "0x80060893");
        (await Post(Keys, Definitions.Key("new_Other", "description"))).Is(400);
        (await Post(Keys, Definitions.Key("new_Other"))).Is(400);
    }
}
