using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Metadata;

/// <summary>What relationships do to rows below, and what they may not be.</summary>
public sealed class RelationshipTests() : DataverseTest(new() { Users = [new("Ayşe Yılmaz", "ayse@contoso.com"), new("Can Demir", "can@contoso.com")] })
{
    private const string Cascades = "learn:power-apps/maker/data-platform/create-edit-entity-relationships";

    private async Task<Guid> User(string email) => Guid.Parse((await Get($"systemusers?$select=systemuserid&$filter=domainname eq '{email}'")).Value[0]!["systemuserid"]!.ToString());

    private async Task Make(string onAssign, string onDelete = "RemoveLink")
    {
        (await Post("EntityDefinitions", Definitions.Table("new_Plan"))).Is(204);
        (await Post("RelationshipDefinitions", Definitions.Lookup("new_contact_plan", "new_plan", "contact", "new_PatientId", onDelete, onAssign))).Is(204);
    }

    private async Task<string> OwnerOf(string set, Guid id) => (await Row(set, id, "_ownerid_value"))["_ownerid_value"]!.ToString();

    [Theory]
    [InlineData("Cascade", "can,can,can")]
    [InlineData("UserOwned", "can,can,ayse")]
    [InlineData("Active", "can,admin,can")]
    [InlineData("NoCascade", "admin,admin,ayse")]
    [Documented(Cascades, "A new owner of a row goes to the rows below: to all, to those the old owner had, to the active ones, or to none")]
    public async Task Assign_cascades_as_configured(string onAssign, string owners)
    {
        await Make(onAssign);
        Guid can = await User("can@contoso.com");
        Guid ayse = await User("ayse@contoso.com");
        Guid contact = await Create("contacts", """{"lastname":"A"}""");
        string Plan(string extra = "") => $$"""{"new_name":"p","new_PatientId@odata.bind":"/contacts({{contact}})"{{extra}}}""";
        Guid[] plans = [await Create("new_plans", Plan()), await Create("new_plans", Plan()), await Create("new_plans", Plan($",\"ownerid@odata.bind\":\"/systemusers({ayse})\""))];
        (await Patch($"new_plans({plans[1]})", """{"statecode":1,"statuscode":2}""")).Is(204);
        (await Patch($"contacts({contact})", $$"""{"ownerid@odata.bind":"/systemusers({{can}})"}""")).Is(204);
        var names = new Dictionary<string, string> { [can.ToString()] = "can", [ayse.ToString()] = "ayse", [(await Administrator()).ToString()] = "admin" };
        var found = new List<string>();
        foreach (Guid plan in plans)
        {
            found.Add(names[await OwnerOf("new_plans", plan)]);
        }
        Assert.Equal(owners, string.Join(',', found));
    }

    [Fact]
    public async Task A_new_owner_goes_down_several_levels()
    {
        await Make("Cascade");
        (await Post("EntityDefinitions", Definitions.Table("new_Line"))).Is(204);
        (await Post("RelationshipDefinitions", Definitions.Lookup("new_plan_line", "new_line", "new_plan", "new_PlanId", "Cascade", "Cascade"))).Is(204);
        Guid account = await Create("accounts", """{"name":"A"}""");
        Guid contact = await Create("contacts", $$"""{"lastname":"A","parentcustomerid_account@odata.bind":"/accounts({{account}})"}""");
        Guid plan = await Create("new_plans", $$"""{"new_name":"p","new_PatientId@odata.bind":"/contacts({{contact}})"}""");
        Guid line = await Create("new_lines", $$"""{"new_name":"l","new_PlanId@odata.bind":"/new_plans({{plan}})"}""");
        Guid note = await Create("annotations", $$"""{"subject":"n","objectid_new_plan@odata.bind":"/new_plans({{plan}})"}""");
        Guid can = await User("can@contoso.com");
        (await Patch($"accounts({account})", $$"""{"ownerid@odata.bind":"/systemusers({{can}})"}""")).Is(204);
        Assert.All([await OwnerOf("contacts", contact), await OwnerOf("new_plans", plan), await OwnerOf("new_lines", line), await OwnerOf("annotations", note)], o => Assert.Equal(can.ToString(), o));
    }

    [Fact]
    [Documented(Cascades, "A table has one parental relationship (0x80047007), and a custom table is no parent of a standard one (0x80047102)")]
    public async Task There_is_one_parent()
    {
        await Make("NoCascade", "Cascade");
        (await Post("RelationshipDefinitions", Definitions.Lookup("new_account_plan", "new_plan", "account", "new_PracticeId", "RemoveLink", "Cascade"))).Is(400, "0x80047007");
        (await Post("RelationshipDefinitions", Definitions.Lookup("new_account_plan", "new_plan", "account", "new_PracticeId", "Cascade"))).Is(400, "0x80047007");
        (await Post("RelationshipDefinitions", Definitions.Lookup("new_account_plan", "new_plan", "account", "new_PracticeId", "Restrict"))).Is(204);
        (await Send("PUT", "RelationshipDefinitions(SchemaName='new_account_plan')", Definitions.Lookup("new_account_plan", "new_plan", "account", "new_PracticeId", "Cascade"))).Is(400, "0x80047007");
        (await Post("RelationshipDefinitions", Definitions.Lookup("new_plan_contact", "contact", "new_plan", "new_PlanId", "Cascade"))).Is(400, "0x80047102");
        (await Post("RelationshipDefinitions", Definitions.Lookup("new_plan_contact", "contact", "new_plan", "new_PlanId"))).Is(204);
    }

    [Fact]
    [Documented("PD:reference/web-service-error-codes.md", "A cascade must fit its action (InvalidCascadeLinkType, 0x80048204)")]
    public async Task Cascades_fit_their_actions()
    {
        (await Post("EntityDefinitions", Definitions.Table("new_Plan"))).Is(204);
        (await Post("RelationshipDefinitions", Definitions.Lookup("new_contact_plan", "new_plan", "contact", "new_PatientId", "RemoveLink", "Restrict"))).Is(400, "0x80048204");
        (await Post("RelationshipDefinitions", Definitions.Lookup("new_contact_plan", "new_plan", "contact", "new_PatientId", "UserOwned"))).Is(400, "0x80048204");
        (await Post("RelationshipDefinitions", Definitions.Lookup("new_note_plan", "new_plan", "annotation", "new_NoteId"))).Is(400);
    }

    [Fact]
    [Documented("PD:webapi/create-update-entity-definitions-using-web-api.md", "Notes and activities can be enabled later and never disabled; change tracking both ways")]
    public async Task Notes_and_activities_are_enabled_later()
    {
        const string table = "EntityDefinitions(LogicalName='new_plan')";
        (await Post("EntityDefinitions", Definitions.Table("new_Plan").Replace("\"HasNotes\":true", "\"HasNotes\":false", StringComparison.Ordinal))).Is(204);
        Guid plan = await Create("new_plans", """{"new_name":"p"}""");
        string task = $$"""{"subject":"t","regardingobjectid_new_plan_task@odata.bind":"/new_plans({{plan}})"}""";
        string note = $$"""{"subject":"n","objectid_new_plan@odata.bind":"/new_plans({{plan}})"}""";
        (await Post("tasks", task)).Is(400, "0x80048d19");
        (await Post("annotations", note)).Is(400, "0x80048d19");
        (await Send("PUT", table, """{"HasNotes":true,"HasActivities":true,"ChangeTrackingEnabled":true}""")).Is(204);
        (await Post("tasks", task)).Is(204);
        (await Post("annotations", note)).Is(204);
        var read = (await Get(table + "?$select=HasNotes,HasActivities,ChangeTrackingEnabled")).Is(200).Json;
        Assert.True(read["HasNotes"]!.GetValue<bool>() && read["HasActivities"]!.GetValue<bool>() && read["ChangeTrackingEnabled"]!.GetValue<bool>());
        (await Send("PUT", table, """{"HasNotes":false}""")).Is(400);
        (await Send("PUT", table, """{"ChangeTrackingEnabled":false}""")).Is(204);
        (await Delete(table)).Is(204);
        Assert.Empty((await Get("tasks")).Value);
    }
}
