using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Identity;

/// <summary>Secured columns: who reads, creates and updates them, by profiles of users and teams.</summary>
public sealed class ColumnSecurityTests() : DataverseTest(new() { Users = [new("Ayşe Yılmaz", "ayse@contoso.com"), new("Su Root", "root@contoso.com") { Role = "System Administrator" }] })
{
    private const string Facts = "PD:webapi/column-level-security.md";
    private const string Columns = "EntityDefinitions(LogicalName='contact')/Attributes";
    private static readonly (string, string) Ayse = ("Authorization", "Bearer ayse@contoso.com");

    private Guid _patient;

    private async Task Secure(bool own = true)
    {
        (await Post(Columns, Definitions.Column("String", "new_Ssn", ",\"MaxLength\":20,\"IsSecured\":true"))).Is(204);
        if (own)
        {
            _patient = await Create("contacts", """{"lastname":"A","new_ssn":"123"}""");
        }
    }

    private async Task<Guid> Profile(int read, int create, int update)
    {
        Guid profile = await Create("fieldsecurityprofiles", """{"name":"Clinical"}""");
        await Create("fieldpermissions", $$"""{"entityname":"contact","attributelogicalname":"new_ssn","canread":{{read}},"cancreate":{{create}},"canupdate":{{update}},"fieldsecurityprofileid@odata.bind":"/fieldsecurityprofiles({{profile}})"}""");
        return profile;
    }

    private async Task<Guid> User() => Guid.Parse((await Get("systemusers?$select=systemuserid&$filter=domainname eq 'ayse@contoso.com'")).Value[0]!["systemuserid"]!.ToString());

    private static string Ref(string set, Guid id) => $$"""{"@odata.id":"http://localhost/api/data/v9.2/{{set}}({{id}})"}""";

    [Fact]
    [Documented(Facts, "Without canread a secured column reads as null, silently, wherever it is read; system administrators see it")]
    public async Task Reads_are_null()
    {
        await Secure();
        Assert.Null((await Get($"contacts({_patient})?$select=new_ssn", Ayse)).Is(200).Json["new_ssn"]);
        Assert.Null((await Get($"contacts?$select=new_ssn", Ayse)).Is(200).Value.Single()!["new_ssn"]);
        Assert.DoesNotContain("123", (await Get("contacts?fetchXml=" + Uri.EscapeDataString("<fetch><entity name='contact'><attribute name='new_ssn'/></entity></fetch>"), Ayse)).Is(200).Body, StringComparison.Ordinal);
        (await Get($"contacts({_patient})/new_ssn", Ayse)).Is(204);
        (await Get($"contacts({_patient})/new_ssn/$value", Ayse)).Is(204);
        Reply made = (await Post("contacts", """{"lastname":"B"}""", Ayse, ("Prefer", "return=representation"))).Is(201);
        Assert.Null(made.Json["new_ssn"]);
        Assert.Equal("123", (await Get($"contacts({_patient})?$select=new_ssn")).Json["new_ssn"]!.ToString());
        Assert.Equal("123", (await Get($"contacts({_patient})?$select=new_ssn", ("Authorization", "Bearer root@contoso.com"))).Json["new_ssn"]!.ToString());
    }

    [Theory]
    [InlineData("contacts?$filter=new_ssn eq '123'")]
    [InlineData("contacts?$orderby=new_ssn")]
    [InlineData("contacts/$count?$filter=new_ssn eq '123'")]
    [InlineData("contacts?$apply=groupby((new_ssn),aggregate($count as n))")]
    [InlineData("accounts?$filter=primarycontactid/new_ssn eq '123'")]
    [InlineData("contacts?fetchXml=<fetch><entity name='contact'><filter><condition attribute='new_ssn' operator='eq' value='123'/></filter></entity></fetch>")]
    [InlineData("contacts?fetchXml=<fetch><entity name='contact'><order attribute='new_ssn'/></entity></fetch>")]
    [Documented(Facts, "Filtering or sorting by a secured column that cannot be read is refused (0x8004f506)")]
    public async Task Queries_are_refused(string url)
    {
        await Secure();
        (await Get(url, Ayse)).Is(403, "0x8004f506");
        (await Get(url)).Is(200);
    }

    [Fact]
    [Documented(Facts, "Creating and updating need cancreate (0x8004f502) and canupdate (0x8004f507), in bulk too")]
    public async Task Writes_are_refused()
    {
        await Secure();
        string before = await Digest(exact: true);
        (await Post("contacts", """{"lastname":"B","new_ssn":"1"}""", Ayse)).Is(403, "0x8004f502");
        (await Post("contacts/Microsoft.Dynamics.CRM.CreateMultiple", """{"Targets":[{"@odata.type":"Microsoft.Dynamics.CRM.contact","new_ssn":"x"}]}""", Ayse)).Is(403, "0x8004f502");
        Reply update = (await Patch($"contacts({_patient})", """{"new_ssn":"1"}""", Ayse)).Is(403, "0x8004f507");
        Assert.Contains("does not have update permissions to a new_ssn secured field on entity contact", update.Error, StringComparison.Ordinal);
        (await Patch($"contacts({_patient})", """{"new_ssn":null}""", Ayse)).Is(403, "0x8004f507");
        Assert.Equal(before, await Digest(exact: true));
        (await Patch($"contacts({_patient})", """{"lastname":"C"}""", Ayse)).Is(204);
        (await Patch($"contacts({_patient})", """{"new_ssn":"1"}""")).Is(204);
    }

    [Fact]
    [Documented(Facts, "A profile gives its permissions to its users by systemuserprofiles_association")]
    public async Task Profiles_allow_users()
    {
        await Secure();
        Guid profile = await Profile(read: 4, create: 0, update: 4);
        (await Post($"systemusers({await User()})/systemuserprofiles_association/$ref", Ref("fieldsecurityprofiles", profile))).Is(204);
        Assert.Equal("123", (await Get($"contacts({_patient})?$select=new_ssn", Ayse)).Json["new_ssn"]!.ToString());
        Assert.Single((await Get("contacts?$filter=new_ssn eq '123'", Ayse)).Is(200).Value);
        (await Patch($"contacts({_patient})", """{"new_ssn":"1"}""", Ayse)).Is(204);
        (await Post("contacts", """{"lastname":"B","new_ssn":"1"}""", Ayse)).Is(403, "0x8004f502");
        (await Delete($"systemusers({await User()})/systemuserprofiles_association({profile})/$ref")).Is(204);
        Assert.Null((await Get($"contacts({_patient})?$select=new_ssn", Ayse)).Json["new_ssn"]);
    }

    [Fact]
    [Documented(Facts, "A profile gives its permissions to the members of its teams by teamprofiles_association")]
    public async Task Profiles_allow_teams()
    {
        await Secure();
        Guid profile = await Profile(4, 4, 4);
        Guid team = await Create("teams", $$"""{"name":"Dentists","administratorid@odata.bind":"/systemusers({{await Administrator()}})"}""");
        (await Post($"teams({team})/teamprofiles_association/$ref", Ref("fieldsecurityprofiles", profile))).Is(204);
        (await Post($"teams({team})/teammembership_association/$ref", Ref("systemusers", await User()))).Is(204);
        (await Post("contacts", """{"lastname":"B","new_ssn":"1"}""", Ayse)).Is(204);
    }

    [Fact]
    [Documented("PD:webapi/create-update-column-definitions-using-web-api.md", "IsSecured is set at creation or by PUT; not on keys, primary names and what the server keeps")]
    public async Task What_can_be_secured()
    {
        (await Post(Columns, Definitions.Column("String", "new_Ssn", ",\"MaxLength\":20"))).Is(204);
        (await Send("PUT", $"{Columns}(LogicalName='new_ssn')", Definitions.Column("String", "new_Ssn", ",\"IsSecured\":true"))).Is(204);
        Assert.True((await Get($"{Columns}(LogicalName='new_ssn')?$select=IsSecured")).Json["IsSecured"]!.GetValue<bool>());
        (await Post("EntityDefinitions(LogicalName='contact')/Keys", Definitions.Key("new_ssnkey", "new_ssn"))).Is(400, "0x80060896");
        (await Post(Columns, Definitions.Column("String", "new_Code", ",\"MaxLength\":20"))).Is(204);
        (await Post("EntityDefinitions(LogicalName='contact')/Keys", Definitions.Key("new_codekey", "new_code"))).Is(204);
        (await Send("PUT", $"{Columns}(LogicalName='new_code')", Definitions.Column("String", "new_Code", ",\"IsSecured\":true"))).Is(400, "0x80060896");
        foreach (string column in (string[])["fullname", "contactid", "ownerid", "statecode", "createdon"])
        {
            (await Send("PUT", $"{Columns}(LogicalName='{column}')", Definitions.Column("String", column, ",\"IsSecured\":true"))).Is(400);
        }
        (await Send("PUT", $"{Columns}(LogicalName='mobilephone')", Definitions.Column("String", "MobilePhone", ",\"IsSecured\":true"))).Is(204);
    }

    [Fact]
    [Documented("PD:reference/web-service-error-codes.md", "A permission for a column that is not secured is refused (AttributeNotSecured, 0x8004f508)")]
    public async Task Permissions_are_for_secured_columns()
    {
        Guid profile = await Create("fieldsecurityprofiles", """{"name":"Clinical"}""");
        string body = $$"""{"entityname":"contact","attributelogicalname":"mobilephone","canread":4,"fieldsecurityprofileid@odata.bind":"/fieldsecurityprofiles({{profile}})"}""";
        (await Post("fieldpermissions", body)).Is(400, "0x8004f508");
        await Secure(own: false);
        body = body.Replace("mobilephone", "new_ssn", StringComparison.Ordinal);
        (await Post("fieldpermissions", body)).Is(204);
        (await Post("fieldpermissions", body)).Is(412);
        (await Post("fieldpermissions", body.Replace("\"canread\":4", "\"canread\":1", StringComparison.Ordinal))).Is(400, "0x8004431a");
        (await Delete($"{Columns}(LogicalName='new_ssn')")).Is(204);
        Assert.Empty((await Get("fieldpermissions")).Value);
    }
}
