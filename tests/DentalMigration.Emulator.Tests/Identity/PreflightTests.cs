using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Identity;

/// <summary>What a client reads before it loads: privileges, languages, automation and synchronization.</summary>
public sealed class PreflightTests() : DataverseTest(new()
{
    Languages = [1033, 1055], Roles = [new("Importer", ["prvOverrideCreatedOnCreatedBy"])], Users = [new("Im Porter", "importer@contoso.com") { Role = "Importer" }],
})
{
    private const string Functions = "learn:webapi/reference/retrieveuserprivilegebyprivilegename";
    private static readonly (string, string) Importer = ("Authorization", "Bearer importer@contoso.com");

    private async Task<Guid> User() => Guid.Parse((await Get("WhoAmI", Importer)).Json["UserId"]!.ToString());

    private async Task<string[]> Privileges(string function) =>
        [.. (await Get($"systemusers({await User()})/Microsoft.Dynamics.CRM.{function}")).Is(200).Json["RolePrivileges"]!.AsArray().Select(p => p!["PrivilegeName"]!.ToString())];

    [Fact]
    [Documented(Functions, "A privilege that the user has comes with its depth, one that is missing does not come")]
    public async Task Privileges_of_a_user()
    {
        Assert.Empty(await Privileges("RetrieveUserPrivilegeByPrivilegeName(PrivilegeName='prvOverrideCreatedOnCreatedBy')"));
        Assert.Equal(["prvBypassCustomBusinessLogic"], await Privileges("RetrieveUserPrivilegeByPrivilegeName(PrivilegeName=@p)?@p='prvBypassCustomBusinessLogic'"));
        string[] all = await Privileges("RetrieveUserPrivileges()");
        Assert.Contains("prvCreateEntity", all);
        Assert.Contains("prvCreateContact", all);
        Assert.DoesNotContain("prvOverrideCreatedOnCreatedBy", all);
        (await Post("EntityDefinitions", Definitions.Table("new_Visit"))).Is(204);
        Assert.Contains("prvCreatenew_Visit", await Privileges("RetrieveUserPrivileges()"));
    }

    [Fact]
    public async Task Privileges_of_a_role_can_be_read_taken_and_given()
    {
        string role = (await Get("roles?$select=roleid&$filter=name eq 'Importer'")).Value.Single()!["roleid"]!.ToString();
        string privilege = (await Get("privileges?$select=privilegeid&$filter=name eq 'prvCreateEntity'")).Value.Single()!["privilegeid"]!.ToString();
        string filter = $"roles({role})/roleprivileges_association?$select=name&$filter=name eq 'prvCreateEntity' or name eq 'prvOverrideCreatedOnCreatedBy'";
        Assert.Equal("prvCreateEntity", (await Get(filter)).Is(200).Value.Single()!["name"]!.ToString());
        (await Post($"roles({role})/Microsoft.Dynamics.CRM.RemovePrivilegeRole", $$"""{"PrivilegeId":"{{privilege}}"}""")).Is(204);
        Assert.Empty((await Get(filter)).Value);
        (await Post("EntityDefinitions", Definitions.Table("new_Visit"), Importer)).Is(403, "0x80040220");
        (await Post($"roles({role})/Microsoft.Dynamics.CRM.AddPrivilegesRole", $$"""{"Privileges":[{"Depth":"Global","PrivilegeId":"{{privilege}}","BusinessUnitId":"{{Guid.Empty}}"}]}""")).Is(204);
        (await Post("EntityDefinitions", Definitions.Table("new_Visit"), Importer)).Is(204);
        string administrator = (await Get("roles?$select=roleid&$filter=name eq 'System Administrator'")).Value.Single()!["roleid"]!.ToString();
        (await Post($"roles({administrator})/Microsoft.Dynamics.CRM.RemovePrivilegeRole", $$"""{"PrivilegeId":"{{privilege}}"}""")).Is(400);
        (await Delete($"roles({role})")).Is(204);
    }

    [Fact]
    [Documented("learn:webapi/reference/retrieveprovisionedlanguages", "RetrieveProvisionedLanguages answers language codes")]
    public async Task Languages()
    {
        Assert.Equal([1033, 1055], (await Get("RetrieveProvisionedLanguages()")).Is(200).Json["RetrieveProvisionedLanguages"]!.AsArray().Select(l => l!.GetValue<int>()));
        Assert.Equal("contoso", (await Get("RetrieveCurrentOrganization(AccessType=@a)?@a=Microsoft.Dynamics.CRM.EndpointAccessType'Default'")).Is(200).Json["Detail"]!["FriendlyName"]!.ToString());
    }

    [Fact]
    [Documented("RN:tests/workflow.xml", "Workflows and flows are found by table, category and state")]
    public async Task Workflows()
    {
        Guid id = await Create("workflows", """{"name":"Remind","category":0,"type":1,"mode":0,"scope":4,"primaryentity":"appointment","xaml":"<Activity/>"}""");
        const string active = "workflows?$select=name&$filter=primaryentity eq 'appointment' and category eq 0 and type eq 1 and statecode eq 1";
        Assert.Empty((await Get(active)).Is(200).Value);
        (await Patch($"workflows({id})", """{"statecode":1,"statuscode":2}""")).Is(204);
        Assert.Equal("Remind", (await Get(active)).Value.Single()!["name"]!.ToString());
    }

    [Fact]
    [Documented("PD:reference/entities/sdkmessageprocessingstep.md", "Plug-in steps are found by the table of their message filter")]
    public async Task Steps()
    {
        string filter = (await Get("sdkmessagefilters?$select=sdkmessagefilterid,_sdkmessageid_value&$filter=primaryobjecttypecode eq 'contact' and name eq 'Create'")).Value.Single()!["sdkmessagefilterid"]!.ToString();
        Guid id = await Create("sdkmessageprocessingsteps", $$"""{"name":"Validate","stage":20,"mode":0,"rank":1,"supporteddeployment":0,"sdkmessagefilterid@odata.bind":"/sdkmessagefilters({{filter}})"}""");
        await Create("sdkmessageprocessingsteps", $$"""{"name":"Built in","stage":20,"mode":0,"customizationlevel":0,"sdkmessagefilterid@odata.bind":"/sdkmessagefilters({{filter}})"}""");
        const string query = "sdkmessageprocessingsteps?$select=name,stage,mode,_sdkmessagefilterid_value&$expand=sdkmessagefilterid($select=primaryobjecttypecode)" +
            "&$filter=sdkmessagefilterid/primaryobjecttypecode eq 'contact' and statecode eq 0 and customizationlevel eq 1";
        var step = (await Get(query)).Is(200).Value.Single()!;
        Assert.Equal(("Validate", "contact"), (step["name"]!.ToString(), step["sdkmessagefilterid"]!["primaryobjecttypecode"]!.ToString()));
        (await Patch($"sdkmessageprocessingsteps({id})", """{"statecode":1,"statuscode":2}""")).Is(204);
        Assert.Empty((await Get(query)).Value);
    }

    [Fact]
    [Documented("RN:tests/duplicaterule.xml", "Duplicate rules are found by table and state")]
    public async Task Duplicate_rules()
    {
        Guid id = await Create("duplicaterules", """{"name":"Same e-mail","baseentityname":"contact","matchingentityname":"contact","uniquename":"new_x"}""");
        (await Patch($"duplicaterules({id})", """{"statecode":1,"statuscode":2}""")).Is(204);
        Assert.Single((await Get("duplicaterules?$filter=baseentityname eq 'contact' and statecode eq 1 and statuscode eq 2")).Is(200).Value);
    }

    [Fact]
    [Documented("PD:reference/entities/mailbox.md", "Mailboxes tell how appointments are synchronized and for whom")]
    public async Task Mailboxes_and_settings()
    {
        Guid profile = await Create("emailserverprofiles", """{"name":"Exchange Online","servertype":3}""");
        Guid user = await User();
        Guid mailbox = await Create("mailboxes", $$"""
            {"name":"Im","emailaddress":"importer@contoso.com","actdeliverymethod":1,"incomingemaildeliverymethod":2,"ownerid@odata.bind":"/systemusers({{user}})",
             "regardingobjectid@odata.bind":"/systemusers({{user}})","emailserverprofile@odata.bind":"/emailserverprofiles({{profile}})"}
            """);
        (await Patch($"mailboxes({mailbox})", """{"enabledforact":true,"actstatus":1}""")).Is(204);
        Assert.Single((await Get("mailboxes?$select=name,_ownerid_value&$filter=actdeliverymethod eq 1 and statecode eq 0 and enabledforact eq true")).Is(200).Value);
        (await Delete($"emailserverprofiles({profile})")).Is(405);
        var settings = (await Get("organizations?$select=name,_basecurrencyid_value,languagecode,maxuploadfilesize,blockedattachments,isappointmentattachmentsyncenabled")).Is(200).Value.Single()!;
        Assert.Equal(1033, settings["languagecode"]!.GetValue<int>());
    }
}
