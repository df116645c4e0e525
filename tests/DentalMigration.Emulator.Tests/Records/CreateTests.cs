using System.Text.Json.Nodes;
using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Records;

/// <summary>Create.</summary>
public sealed class CreateTests() : DataverseTest(new() { Users = [new("Ayşe Yılmaz", "ayse@contoso.com"), new("Old Hand", "old@contoso.com", IsDisabled: true)] })
{
    private async Task<Guid> User(string email) =>
        Guid.Parse((await Get($"systemusers?$select=systemuserid&$filter=internalemailaddress eq '{email}'")).Is(200).Value[0]!["systemuserid"]!.ToString());

    [Fact]
    [Documented("PD:send-parallel-requests.md", "Who am I names user organization and business unit and hints parallelism")]
    public async Task Who_am_I_names_user_organization_and_business_unit_and_hints_parallelism()
    {
        Reply reply = (await Get("WhoAmI")).Is(200);
        Assert.Equal(Dataverse.OrganizationId.ToString(), reply.Json["OrganizationId"]!.ToString());
        Assert.NotEqual(Guid.Empty.ToString(), reply.Json["BusinessUnitId"]!.ToString());
        Assert.Equal("4", reply.Header("x-ms-dop-hint"));
        Assert.Equal("4.0", reply.Header("OData-Version"));
        (await Get("http://localhost/api/data/v9.0/WhoAmI()")).Is(200);
    }

    [Fact]
    [Documented("PD:webapi/create-entity-web-api.md", "Create answers 204 with the address of the row")]
    public async Task Create_answers_204_with_the_address_of_the_row()
    {
        Reply reply = (await Post("accounts", """{"name":"Gülüş Diş"}""")).Is(204);
        Assert.Equal($"http://localhost/api/data/v9.2/accounts({reply.Id})", reply.Header("OData-EntityId"));
        Assert.Equal("Gülüş Diş", (await Row("accounts", reply.Id, "name"))["name"]!.ToString());
    }

    [Fact]
    [Documented("PD:webapi/create-entity-web-api.md", "A client supplied id is kept and a second use is refused")]
    public async Task A_client_supplied_id_is_kept_and_a_second_use_is_refused()
    {
        Guid id = Guid.Parse("0a0b0c0d-1111-8222-9333-444455556666");
        Assert.Equal(id, await Create("contacts", $$"""{"contactid":"{{id}}","lastname":"A"}"""));
        (await Post("contacts", $$"""{"contactid":"{{id}}","lastname":"B"}""")).Is(412, "0x80040237");
    }

    [Fact]
    [Documented("PD:webapi/create-entity-web-api.md", "Return representation answers 201 with the selected columns")]
    public async Task Return_representation_answers_201_with_the_selected_columns()
    {
        Reply reply = (await Post("contacts?$select=fullname", """{"firstname":"Ali","lastname":"Veli"}""", ("Prefer", "return=representation"))).Is(201);
        Assert.Equal("Ali Veli", reply.Json["fullname"]!.ToString());
        Assert.Equal("return=representation", reply.Header("Preference-Applied"));
    }

    [Fact]
    [Documented("PD:webapi/compose-http-requests-handle-errors.md", "An unknown property is refused")]
    public async Task An_unknown_property_is_refused() =>
        Assert.Contains("'nosuch'", (await Post("accounts", """{"nosuch":1}""")).Is(400, "0x80048d19").Error);

    [Fact]
    [Documented("PD:webapi/create-entity-web-api.md", "Names of properties are case sensitive")]
    public async Task Names_of_properties_are_case_sensitive() => (await Post("accounts", """{"Name":"x"}""")).Is(400, "0x80048d19");

    [Fact]
    [Documented("PD:webapi/compose-http-requests-handle-errors.md", "A text that is too long is refused and one of full length is not")]
    public async Task A_text_that_is_too_long_is_refused_and_one_of_full_length_is_not()
    {
        Assert.Contains("'50'", (await Post("contacts", $$"""{"firstname":"{{new string('ç', 51)}}"}""")).Is(400, "0x80044331").Error);
        await Create("contacts", $$"""{"firstname":"{{new string('ç', 50)}}"}""");
    }

    [Fact]
    [Documented("PD:webapi/compose-http-requests-handle-errors.md", "A value outside a choice is refused")]
    public async Task A_value_outside_a_choice_is_refused() =>
        Assert.Contains("Accepted Values", (await Post("accounts", """{"accountcategorycode":77}""")).Is(400, "0x8004431a").Error);

    [Theory]
    [InlineData("""{"numberofemployees":"5"}""")]
    [InlineData("""{"name":5}""")]
    [InlineData("""{"creditonhold":"yes"}""")]
    [InlineData("""{"name":}""")]
    [InlineData("""[]""")]
    [InlineData("")]
    [InlineData("""{"name":"\ud800"}""")]
    [InlineData("""{"parentaccountid@odata.bind":"nonsense"}""")]
    [InlineData("""{"_parentaccountid_value":"0a0b0c0d-1111-8222-9333-444455556666"}""")]
    [Documented("PD:webapi/compose-http-requests-handle-errors.md", "A payload of the wrong shape is refused")]
    public async Task A_payload_of_the_wrong_shape_is_refused(string json) => (await Post("accounts", json)).Is(400, "0x80048d19");

    [Fact]
    [Documented("PD:webapi/compose-http-requests-handle-errors.md", "Control characters are refused")]
    public async Task Control_characters_are_refused() => (await Post("accounts", """{"name":"a\u0001b"}""")).Is(400, "0x80040278");

    [Fact]
    [Documented("PD:webapi/compose-http-requests-handle-errors.md", "A lookup to a missing row is refused")]
    public async Task A_lookup_to_a_missing_row_is_refused()
    {
        Guid missing = Guid.Parse("0a0b0c0d-1111-8222-9333-444455556666");
        Reply reply = await Post("accounts", $$"""{"name":"x","primarycontactid@odata.bind":"/contacts({{missing}})"}""");
        Assert.Equal($"contact With Id = {missing} Does Not Exist", reply.Is(404, "0x80040217").Error);
    }

    [Fact]
    [Documented("PD:webapi/compose-http-requests-handle-errors.md", "A lookup to a row of the wrong table is refused")]
    public async Task A_lookup_to_a_row_of_the_wrong_table_is_refused()
    {
        Guid account = await Create("accounts", """{"name":"x"}""");
        (await Post("accounts", $$"""{"primarycontactid@odata.bind":"/accounts({{account}})"}""")).Is(400, "0x80048d19");
    }

    [Fact]
    [Documented("PD:webapi/create-entity-web-api.md", "A bind of the wrong case is an undeclared property")]
    public async Task A_bind_of_the_wrong_case_is_an_undeclared_property() =>
        Assert.Contains("undeclared property", (await Post("accounts", """{"PrimaryContactId@odata.bind":"/contacts(0a0b0c0d-1111-8222-9333-444455556666)"}""")).Is(400, "0x80048d19").Error);

    [Fact]
    [Documented("RN:tests/contact.xml (IsValidForCreate, IsValidForUpdate)", "Read only columns are ignored")]
    public async Task Read_only_columns_are_ignored()
    {
        Guid id = await Create("contacts", """{"lastname":"Veli","fullname":"Someone Else","createdon":"2001-01-01T00:00:00Z","versionnumber":5}""");
        JsonObject row = await Row("contacts", id, "fullname,createdon");
        Assert.Equal("Veli", row["fullname"]!.ToString());
        Assert.Equal("2026-03-02T09:30:00Z", row["createdon"]!.ToString());
    }

    [Fact]
    [Documented("RN:tests/contact.xml (IsValidForCreate, IsValidForUpdate)", "An overridden created on swaps with the time of the import")]
    public async Task An_overridden_created_on_swaps_with_the_time_of_the_import()
    {
        Guid id = await Create("contacts", """{"lastname":"Veli","overriddencreatedon":"2011-05-06T07:08:09Z"}""");
        JsonObject row = await Row("contacts", id, "createdon,overriddencreatedon");
        Assert.Equal("2011-05-06T07:08:09Z", row["createdon"]!.ToString());
        Assert.Equal("2026-03-02T09:30:00Z", row["overriddencreatedon"]!.ToString());
    }

    [Fact]
    [Documented("PD:webapi/compose-http-requests-handle-errors.md", "A plain date takes no time")]
    public async Task A_plain_date_takes_no_time()
    {
        Assert.Contains("Edm.Date", (await Post("contacts", """{"birthdate":"1980-01-02T00:00:00Z"}""")).Is(400, "0x80048d19").Error);
        Guid id = await Create("contacts", """{"birthdate":"1980-01-02"}""");
        Assert.Equal("1980-01-02", (await Row("contacts", id, "birthdate"))["birthdate"]!.ToString());
    }

    [Fact]
    [Documented("PD:webapi/compose-http-requests-handle-errors.md", "A date before 1753 is refused")]
    public async Task A_date_before_1753_is_refused() => (await Post("contacts", """{"birthdate":"1750-01-02"}""")).Is(400, "0x80040239");

    [Fact]
    [Documented("PD:webapi/compose-http-requests-handle-errors.md", "A time without zone is refused")]
    public async Task A_time_without_zone_is_refused() =>
        (await Post("appointments", """{"scheduledstart":"2026-01-01T10:00:00","scheduledend":"2026-01-01T10:30:00Z"}""")).Is(400, "0x80048d19");

    [Fact]
    [Documented("PD:webapi/create-update-column-definitions-using-web-api.md", "Money gets the base currency its rate and a base amount")]
    public async Task Money_gets_the_base_currency_its_rate_and_a_base_amount()
    {
        Guid id = await Create("accounts", """{"name":"x","creditlimit":1250.455}""");
        JsonObject row = await Row("accounts", id, "creditlimit,creditlimit_base,exchangerate,_transactioncurrencyid_value");
        Assert.Equal(1250.46m, row["creditlimit"]!.GetValue<decimal>());
        Assert.Equal(1250.46m, row["creditlimit_base"]!.GetValue<decimal>());
        Assert.Equal(1m, row["exchangerate"]!.GetValue<decimal>());
        Assert.NotNull(row["_transactioncurrencyid_value"]);
    }

    [Fact]
    [Documented("PD:webapi/create-update-column-definitions-using-web-api.md", "Money in another currency is divided by its rate")]
    public async Task Money_in_another_currency_is_divided_by_its_rate()
    {
        Guid lira = await Create("transactioncurrencies", """{"currencyname":"Lira","isocurrencycode":"TRY","currencysymbol":"₺","currencyprecision":2,"exchangerate":40}""");
        Guid id = await Create("accounts", $$"""{"name":"x","creditlimit":1000,"transactioncurrencyid@odata.bind":"/transactioncurrencies({{lira}})"}""");
        Assert.Equal(25m, (await Row("accounts", id, "creditlimit_base"))["creditlimit_base"]!.GetValue<decimal>());
        (await Patch($"accounts({id})", """{"creditlimit":2000}""")).Is(204);
        Assert.Equal(50m, (await Row("accounts", id, "creditlimit_base"))["creditlimit_base"]!.GetValue<decimal>());
        (await Delete($"transactioncurrencies({lira})")).Is(405, "0x80040227");
    }

    [Fact]
    [Documented("PD:webapi/create-entity-web-api.md", "The caller owns a row unless told")]
    public async Task The_caller_owns_a_row_unless_told()
    {
        Guid id = await Create("accounts", """{"name":"x"}""");
        JsonObject row = await Row("accounts", id, "_ownerid_value,_owninguser_value,_owningteam_value,_owningbusinessunit_value");
        Assert.Equal((await Administrator()).ToString(), row["_ownerid_value"]!.ToString());
        Assert.Equal(row["_ownerid_value"]!.ToString(), row["_owninguser_value"]!.ToString());
        Assert.Null(row["_owningteam_value"]);
        Assert.NotNull(row["_owningbusinessunit_value"]);
    }

    [Fact]
    [Documented("PD:webapi/create-entity-web-api.md", "A team can own a row")]
    public async Task A_team_can_own_a_row()
    {
        Guid team = Guid.Parse((await Get("teams?$select=teamid")).Value[0]!["teamid"]!.ToString());
        Guid id = await Create("accounts", $$"""{"name":"x","ownerid@odata.bind":"/teams({{team}})"}""");
        JsonObject row = await Row("accounts", id, "_ownerid_value,_owninguser_value,_owningteam_value");
        Assert.Equal(team.ToString(), row["_owningteam_value"]!.ToString());
        Assert.Null(row["_owninguser_value"]);
    }

    [Fact]
    [Documented("PD:reference/web-service-error-codes.md", "A disabled user cannot own a row")]
    public async Task A_disabled_user_cannot_own_a_row()
    {
        (await Post("accounts", $$"""{"name":"x","ownerid@odata.bind":"/systemusers({{await User("old@contoso.com")}})"}""")).Is(400, "0x8004022b");
        await Create("accounts", $$"""{"name":"x","ownerid@odata.bind":"/systemusers({{await User("ayse@contoso.com")}})"}""");
    }

    [Fact]
    [Documented("SO 65294197", "State is dropped on create and a status of another state is refused")]
    public async Task State_is_dropped_on_create_and_a_status_of_another_state_is_refused()
    {
        Guid id = await Create("accounts", """{"name":"x","statecode":1}""");
        JsonObject row = await Row("accounts", id, "statecode,statuscode");
        Assert.Equal("0", row["statecode"]!.ToString());
        Assert.Equal("1", row["statuscode"]!.ToString());
        Reply reply = (await Post("accounts", """{"name":"x","statecode":1,"statuscode":2}""")).Is(400, "0x80048408");
        Assert.StartsWith("2 is not a valid status code for state code AccountState.Active on account with Id ", reply.Error);
    }

    [Fact]
    [Documented("PD:webapi/create-entity-web-api.md", "Related rows are created along")]
    public async Task Related_rows_are_created_along()
    {
        Guid id = await Create("accounts", """{"name":"x","contact_customer_accounts":[{"lastname":"A"},{"lastname":"B"}],"primarycontactid":{"lastname":"C"}}""");
        Assert.Equal(2, (await Get($"accounts({id})/contact_customer_accounts?$select=lastname")).Is(200).Value.Count);
        Assert.Equal("C", (await Get($"accounts({id})/primarycontactid?$select=lastname")).Is(200).Json["lastname"]!.ToString());
    }

    [Fact]
    [Documented("PD:webapi/impersonate-another-user-web-api.md", "Impersonation by header makes the user the creator")]
    public async Task Impersonation_by_header_makes_the_user_the_creator()
    {
        Guid user = await User("ayse@contoso.com");
        Guid id = (await Post("accounts", """{"name":"x"}""", ("MSCRMCallerID", user.ToString()))).Is(204).Id;
        JsonObject row = await Row("accounts", id, "_createdby_value,_createdonbehalfby_value,_ownerid_value");
        Assert.Equal(user.ToString(), row["_createdby_value"]!.ToString());
        Assert.Equal(user.ToString(), row["_ownerid_value"]!.ToString());
        Assert.Equal((await Administrator()).ToString(), row["_createdonbehalfby_value"]!.ToString());
        (await Get("WhoAmI", ("MSCRMCallerID", (await User("old@contoso.com")).ToString()))).Is(403, "0x80040225");
    }

    [Fact]
    [Documented("PD:reference/entities/systemuser.md", "Users can be created disabled or enabled")]
    public async Task Users_can_be_created_disabled_or_enabled()
    {
        Guid id = await Create("systemusers", """{"firstname":"New","lastname":"Dentist","internalemailaddress":"new@contoso.com","domainname":"new@contoso.com","isdisabled":true}""");
        JsonObject row = await Row("systemusers", id, "fullname,isdisabled,_businessunitid_value");
        Assert.Equal("New Dentist", row["fullname"]!.ToString());
        Assert.True(row["isdisabled"]!.GetValue<bool>());
        Assert.NotNull(row["_businessunitid_value"]);
    }

    [Fact]
    [Documented("PD:reference/entities/account.md", "An address is composed")]
    public async Task An_address_is_composed()
    {
        Guid id = await Create("contacts", """{"address1_line1":"Bağdat Cd. 1","address1_city":"İstanbul","address1_postalcode":"34000","address1_country":"TR"}""");
        Assert.Equal("Bağdat Cd. 1\r\nİstanbul, 34000\r\nTR", (await Row("contacts", id, "address1_composite"))["address1_composite"]!.ToString());
    }
}
