using System.Text;
using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Identity;

/// <summary>Who calls: users, application users, disabled ones, those who stand in for others, and roles that lack a privilege.</summary>
public sealed class IdentityTests() : DataverseTest(new()
{
    Roles =
    [
        new("Importer", ["prvOverrideCreatedOnCreatedBy", "prvBypassCustomPlugins"]), new("Reader", ["prvCreateContact", "prvWriteContact", "prvDeleteContact"]),
        new("Delegate", []), new("Blind", ["prvReadContact"]),
    ],
    Users =
    [
        new("Ayşe Yılmaz", "ayse@contoso.com"), new("Old Hand", "old@contoso.com", IsDisabled: true), new("Im Porter", "importer@contoso.com") { Role = "Importer" },
        new("Re Ader", "reader@contoso.com") { Role = "Reader" }, new("De Legate", "delegate@contoso.com") { Role = "Delegate" }, new("Bl Ind", "blind@contoso.com") { Role = "Blind" },
        new("No Role", "norole@contoso.com") { Role = "" },
        new("Migration App", "app@contoso.com") { Role = "Delegate", ApplicationId = Guid.Parse("0a0b0c0d-0000-4000-8000-00000000abcd") },
    ],
})
{
    private const string Impersonation = "PD:webapi/impersonate-another-user-web-api.md";
    private const string Errors = "PD:webapi/compose-http-requests-handle-errors.md";

    private static (string, string) As(string token) => ("Authorization", "Bearer " + token);

    private async Task<Guid> User(string email, string column = "systemuserid") =>
        Guid.Parse((await Get($"systemusers?$select={column}&$filter=domainname eq '{email}'")).Value[0]![column]!.ToString());

    private async Task<Guid> Me(params (string, string)[] headers) => Guid.Parse((await Get("WhoAmI", headers)).Is(200).Json["UserId"]!.ToString());

    [Fact]
    public async Task A_token_that_names_nobody_is_the_administrator() => Assert.Equal(await Administrator(), await Me(As("anything")));

    [Theory]
    [InlineData("ayse@contoso.com", "ayse@contoso.com")]
    [InlineData("AYSE@CONTOSO.COM", "ayse@contoso.com")]
    [InlineData("0a0b0c0d-0000-4000-8000-00000000abcd", "app@contoso.com")]
    public async Task A_token_may_name_a_user_or_an_application(string token, string email) => Assert.Equal(await User(email), await Me(As(token)));

    [Theory]
    [InlineData("""{"appid":"0a0b0c0d-0000-4000-8000-00000000abcd"}""", "app@contoso.com")]
    [InlineData("""{"upn":"ayse@contoso.com"}""", "ayse@contoso.com")]
    public async Task A_jwt_names_a_user_by_its_claims(string claims, string email)
    {
        string jwt = "e30." + Convert.ToBase64String(Encoding.UTF8.GetBytes(claims)).TrimEnd('=').Replace('+', '-').Replace('/', '_') + ".x";
        Assert.Equal(await User(email), await Me(As(jwt)));
    }

    [Fact]
    public async Task A_new_row_belongs_to_who_made_it()
    {
        Guid id = (await Post("contacts", """{"lastname":"A"}""", As("ayse@contoso.com"))).Is(204).Id;
        var row = await Row("contacts", id, "_ownerid_value,_createdby_value,_createdonbehalfby_value");
        Assert.Equal((await User("ayse@contoso.com")).ToString(), row["_ownerid_value"]!.ToString());
        Assert.Equal(row["_ownerid_value"]!.ToString(), row["_createdby_value"]!.ToString());
        Assert.Null(row["_createdonbehalfby_value"]);
    }

    [Theory]
    [InlineData("MSCRMCallerID", "systemuserid")]
    [InlineData("CallerObjectId", "azureactivedirectoryobjectid")]
    [Documented(Impersonation, "CallerObjectId or MSCRMCallerID: createdby is who is impersonated, createdonbehalfby the real caller")]
    public async Task Impersonation_headers(string header, string column)
    {
        Guid user = await User("ayse@contoso.com", column);
        Guid id = (await Post("contacts", """{"lastname":"A"}""", As("delegate@contoso.com"), (header, user.ToString()))).Is(204).Id;
        var row = await Row("contacts", id, "_createdby_value,_createdonbehalfby_value");
        Assert.Equal((await User("ayse@contoso.com")).ToString(), row["_createdby_value"]!.ToString());
        Assert.Equal((await User("delegate@contoso.com")).ToString(), row["_createdonbehalfby_value"]!.ToString());
    }

    [Fact]
    [Documented(Impersonation, "The caller needs prvActOnBehalfOfAnotherUser")]
    public async Task Impersonation_needs_its_privilege()
    {
        Reply reply = await Get("WhoAmI", As("ayse@contoso.com"), ("MSCRMCallerID", (await User("reader@contoso.com")).ToString()));
        reply.Is(403, "0x80040220");
        Assert.Contains("prvActOnBehalfOfAnotherUser", reply.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reader@contoso.com", null)]
    [InlineData("delegate@contoso.com", "reader@contoso.com")]
    [Documented(Impersonation, "What is allowed is what both the caller and the impersonated user may do")]
    public async Task Rights_are_the_intersection(string caller, string? impersonated)
    {
        (string, string)[] headers = impersonated is null ? [As(caller)] : [As(caller), ("MSCRMCallerID", (await User(impersonated)).ToString())];
        Reply reply = (await Post("contacts", """{"lastname":"A"}""", headers)).Is(403, "0x80040220");
        Assert.Contains("is missing prvCreateContact privilege on OTC=2 for entity 'contact'", reply.Error, StringComparison.Ordinal);
        (await Post("accounts", """{"name":"A"}""", headers)).Is(204);
    }

    [Theory]
    [InlineData("PATCH", "contacts({0})", """{"lastname":"B"}""")]
    [InlineData("DELETE", "contacts({0})", null)]
    [InlineData("PUT", "contacts({0})/lastname", """{"value":"B"}""")]
    [InlineData("POST", "contacts/Microsoft.Dynamics.CRM.CreateMultiple", """{"Targets":[{"@odata.type":"Microsoft.Dynamics.CRM.contact","lastname":"x"}]}""")]
    [InlineData("POST", "accounts", """{"name":"A","contact_customer_accounts":[{"lastname":"deep"}]}""")]
    [Documented(Errors, "403 with 0x80040220 where a privilege is missing")]
    public async Task Writes_need_privileges(string method, string url, string? body)
    {
        Guid id = await Create("contacts", """{"lastname":"A"}""");
        string before = await Digest(exact: true);
        (await Send(method, string.Format(System.Globalization.CultureInfo.InvariantCulture, url, id), body, As("reader@contoso.com"))).Is(403, "0x80040220");
        Assert.Equal(before, await Digest(exact: true));
    }

    [Theory]
    [InlineData("contacts")]
    [InlineData("contacts/$count")]
    [InlineData("accounts?$expand=primarycontactid")]
    [InlineData("contacts?fetchXml=%3Cfetch%3E%3Centity%20name='contact'/%3E%3C/fetch%3E")]
    public async Task Reads_need_privileges(string url) => (await Get(url, As("blind@contoso.com"))).Is(403, "0x80040220");

    [Fact]
    [Documented("RN:tests/contact.xml (IsValidForCreate, IsValidForUpdate)", "Without prvOverrideCreatedOnCreatedBy an overriddencreatedon is ignored, not refused")]
    public async Task Override_of_created_on_is_ignored_without_its_privilege()
    {
        Guid id = (await Post("contacts", """{"lastname":"A","overriddencreatedon":"2001-02-03T00:00:00Z"}""", As("importer@contoso.com"))).Is(204).Id;
        var row = await Row("contacts", id, "createdon,overriddencreatedon");
        Assert.StartsWith("2026-", row["createdon"]!.ToString(), StringComparison.Ordinal);
        Assert.Null(row["overriddencreatedon"]);
    }

    [Theory]
    [InlineData("MSCRM.BypassCustomPluginExecution", "true", "importer@contoso.com")]
    [InlineData("MSCRM.BypassCustomPluginExecution", "true", "ayse@contoso.com")]
    [InlineData("MSCRM.BypassBusinessLogicExecution", "CustomSync,CustomAsync", "ayse@contoso.com")]
    [Documented("PD:bypass-custom-business-logic.md", "Bypassing needs prvBypassCustomPlugins or prvBypassCustomBusinessLogic")]
    public async Task Bypass_needs_its_privilege(string header, string value, string user)
    {
        (await Post("contacts", """{"lastname":"A"}""", As(user), (header, value))).Is(403, "0x80040220");
        (await Post("contacts", """{"lastname":"A"}""", (header, value))).Is(204);
    }

    [Fact]
    [Documented(Errors, "403 with 0x80040220 where a privilege for customizing is missing")]
    public async Task Salespeople_do_not_customize()
    {
        (await Post("EntityDefinitions", Definitions.Table("new_T"), As("ayse@contoso.com"))).Is(403, "0x80040220");
        (await Post("EntityDefinitions(LogicalName='account')/Attributes", Definitions.Column("String", "new_C"), As("ayse@contoso.com"))).Is(403, "0x80040220");
        (await Post("PublishAllXml", "{}", As("ayse@contoso.com"))).Is(403, "0x80040220");
        (await Post("EntityDefinitions", Definitions.Table("new_T"), As("delegate@contoso.com"))).Is(204);
    }

    [Fact]
    public async Task Nobody_makes_himself_an_administrator()
    {
        string role = (await Get("roles?$select=roleid&$filter=name eq 'System Administrator'")).Value[0]!["roleid"]!.ToString();
        Guid me = await User("ayse@contoso.com");
        string body = $$"""{"@odata.id":"http://localhost/api/data/v9.2/roles({{role}})"}""";
        (await Post($"systemusers({me})/systemuserroles_association/$ref", body, As("ayse@contoso.com"))).Is(403, "0x80040220");
        (await Post($"systemusers({me})/systemuserroles_association/$ref", body)).Is(204);
        (await Post($"PublishAllXml", "{}", As("ayse@contoso.com"))).Is(204);
    }

    [Fact]
    [Documented(Errors, "403 with 0x80040225 for a disabled user, calling or impersonated")]
    public async Task Disabled_users_do_not_call()
    {
        (await Get("WhoAmI", As("old@contoso.com"))).Is(403, "0x80040225");
        (await Get("WhoAmI", ("MSCRMCallerID", (await User("old@contoso.com")).ToString()))).Is(403, "0x80040225");
    }

    [Fact]
    public async Task Users_without_roles_do_nothing() => (await Get("WhoAmI", As("norole@contoso.com"))).Is(403, "0x80042f09");

    [Fact]
    public async Task Parts_of_a_batch_impersonate_for_themselves()
    {
        Guid user = await User("ayse@contoso.com");
        Reply reply = await Batch($$"""
            --batch_1
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            GET /api/data/v9.2/WhoAmI HTTP/1.1
            MSCRMCallerID: {{user}}


            --batch_1--
            """.ReplaceLineEndings("\r\n"));
        Assert.Contains(user.ToString(), reply.Is(200).Body, StringComparison.Ordinal);
    }
}
