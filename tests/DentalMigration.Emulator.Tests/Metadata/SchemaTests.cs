using System.Text.Json.Nodes;
using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Metadata;

/// <summary>What the documents say of schema.</summary>
public sealed class SchemaTests : DataverseTest
{
    private const string Table = "EntityDefinitions(LogicalName='new_plan')";

    private async Task<Reply> MakeTable(string extra = "") => (await Post("EntityDefinitions", Definitions.Table("new_Plan", extra))).Is(204);

    private Task<Reply> AddColumn(string json) => Post($"{Table}/Attributes", json);

    [Fact]
    [Documented("PD:webapi/create-update-column-definitions-using-web-api.md", "A created table stores rows at once and has the server columns")]
    public async Task A_created_table_stores_rows_at_once_and_has_the_server_columns()
    {
        Reply made = await MakeTable();
        Assert.Equal($"http://localhost/api/data/v9.2/EntityDefinitions({made.Id})", made.Header("OData-EntityId"));
        Guid id = await Create("new_plans", """{"new_name":"p","importsequencenumber":7,"overriddencreatedon":"2012-01-01T00:00:00Z"}""");
        JsonObject row = (await Get($"new_plans({id})")).Is(200).Json;
        foreach (string column in (string[])["new_planid", "new_name", "_ownerid_value", "statecode", "statuscode", "createdon", "modifiedon", "overriddencreatedon",
            "importsequencenumber", "versionnumber", "timezoneruleversionnumber", "utcconversiontimezonecode", "_createdby_value"])
        {
            Assert.True(row.ContainsKey(column), column);
        }
        Assert.Equal("2012-01-01T00:00:00Z", row["createdon"]!.ToString());
        JsonObject table = (await Get($"{Table}?$select=EntitySetName,PrimaryNameAttribute,IsCustomEntity")).Is(200).Json;
        Assert.Equal("new_plans", table["EntitySetName"]!.ToString());
        Assert.Equal("new_name", table["PrimaryNameAttribute"]!.ToString());
    }

    [Fact]
    [Documented("PD:webapi/create-update-entity-definitions-using-web-api.md", "A custom table supports the bulk messages")]
    public async Task A_custom_table_supports_the_bulk_messages()
    {
        await MakeTable();
        (await Post("new_plans/Microsoft.Dynamics.CRM.CreateMultiple", """{"Targets":[{"@odata.type":"Microsoft.Dynamics.CRM.new_plan","new_name":"x"}]}""")).Is(200);
        Assert.Single((await Get("sdkmessagefilters?$filter=sdkmessageid/name eq 'UpdateMultiple' and primaryobjecttypecode eq 'new_plan'")).Value);
    }

    [Fact]
    [Documented("PD:webapi/create-update-entity-definitions-using-web-api.md", "Names need a publishers prefix and must be new")]
    public async Task Names_need_a_publishers_prefix_and_must_be_new()
    {
        (await Post("EntityDefinitions", Definitions.Table("Plan"))).Is(400, "0x80044366");
        (await Post("EntityDefinitions", Definitions.Table("abc_Plan"))).Is(400, "0x80044366");
        await Create("publishers", """{"uniquename":"abc","friendlyname":"abc","customizationprefix":"abc","customizationoptionvalueprefix":72700}""");
        (await Post("EntityDefinitions", Definitions.Table("abc_Plan"))).Is(204);
        await MakeTable();
        (await Post("EntityDefinitions", Definitions.Table("new_Plan"))).Is(400);
        (await AddColumn(Definitions.Column("String", "new_A", ",\"MaxLength\":10"))).Is(204);
        (await AddColumn(Definitions.Column("String", "new_A", ",\"MaxLength\":10"))).Is(400, "0x80047013");
    }

    [Fact]
    [Documented("PD:webapi/create-update-entity-definitions-using-web-api.md", "A table needs a primary name")]
    public async Task A_table_needs_a_primary_name() =>
        (await Post("EntityDefinitions", Definitions.Table("new_Plan").Replace("\"IsPrimaryName\":true", "\"IsPrimaryName\":false"))).Is(400);

    [Theory]
    [InlineData("String", ",\"MaxLength\":10,\"FormatName\":{\"Value\":\"Email\"}", "\"a@b.c\"")]
    [InlineData("Memo", ",\"MaxLength\":5000,\"Format\":\"TextArea\"", "\"line\\nline\"")]
    [InlineData("Integer", ",\"Format\":\"None\",\"MinValue\":-5,\"MaxValue\":500", "42")]
    [InlineData("BigInt", "", "9007199254740993")]
    [InlineData("Decimal", ",\"Precision\":4", "12.3456")]
    [InlineData("Double", ",\"Precision\":3", "1.125")]
    [InlineData("Money", ",\"PrecisionSource\":0,\"Precision\":2", "1250.75")]
    [InlineData("DateTime", ",\"Format\":\"DateOnly\",\"DateTimeBehavior\":{\"Value\":\"DateOnly\"}", "\"1999-12-31\"")]
    [InlineData("DateTime", ",\"Format\":\"DateAndTime\",\"DateTimeBehavior\":{\"Value\":\"UserLocal\"}", "\"1999-12-31T23:59:58Z\"")]
    [InlineData("Boolean", ",\"DefaultValue\":false,\"OptionSet\":{\"TrueOption\":{\"Value\":1},\"FalseOption\":{\"Value\":0}}", "true")]
    [InlineData("Picklist", ",\"OptionSet\":{\"IsGlobal\":false,\"OptionSetType\":\"Picklist\",\"Options\":[{\"Value\":100000000},{\"Value\":100000001}]}", "100000001")]
    [InlineData("MultiSelectPicklist", ",\"OptionSet\":{\"IsGlobal\":false,\"OptionSetType\":\"Picklist\",\"Options\":[{\"Value\":1},{\"Value\":2}]}", "\"1,2\"")]
    [Documented("PD:webapi/create-update-column-definitions-using-web-api.md", "Columns of every type hold values and tell their type")]
    public async Task Columns_of_every_type_hold_values_and_tell_their_type(string type, string extra, string value)
    {
        await MakeTable();
        (await AddColumn(Definitions.Column(type, "new_Col", extra))).Is(204);
        Guid id = await Create("new_plans", $$"""{"new_name":"p","new_col":{{value}}}""");
        Assert.Equal(value, (await Row("new_plans", id, "new_col"))["new_col"]!.ToJsonString().Replace("\\u002B", "+"));
        JsonObject column = (await Get($"{Table}/Attributes(LogicalName='new_col')/Microsoft.Dynamics.CRM.{type}AttributeMetadata")).Is(200).Json;
        Assert.Equal($"#Microsoft.Dynamics.CRM.{type}AttributeMetadata", column["@odata.type"]!.ToString());
        Assert.Equal("new_Col", column["SchemaName"]!.ToString());
        Assert.Single((await Get($"new_plans?$filter=new_planid eq {id} and new_col ne null")).Is(200).Value);
    }

    [Fact]
    [Documented("PD:webapi/create-update-column-definitions-using-web-api.md", "Money brings currency rate and base")]
    public async Task Money_brings_currency_rate_and_base()
    {
        await MakeTable();
        (await AddColumn(Definitions.Column("Money", "new_Fee", ",\"Precision\":2"))).Is(204);
        Guid id = await Create("new_plans", """{"new_name":"p","new_fee":10.5}""");
        JsonObject row = await Row("new_plans", id, "new_fee,new_fee_base,exchangerate,_transactioncurrencyid_value");
        Assert.Equal(10.5m, row["new_fee_base"]!.GetValue<decimal>());
        Assert.NotNull(row["_transactioncurrencyid_value"]);
    }

    [Fact]
    [Documented("PD:webapi/create-update-optionsets.md", "Choices read back with their options")]
    public async Task Choices_read_back_with_their_options()
    {
        await MakeTable();
        (await AddColumn(Definitions.Column("Picklist", "new_Kind", $$""","OptionSet":{"IsGlobal":false,"OptionSetType":"Picklist","Options":[{"Value":5,"Label":{{Definitions.Label("Five")}}}]}"""))).Is(204);
        JsonObject column = (await Get($"{Table}/Attributes(LogicalName='new_kind')/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet,GlobalOptionSet")).Is(200).Json;
        Assert.Equal("Five", column["OptionSet"]!["Options"]![0]!["Label"]!["UserLocalizedLabel"]!["Label"]!.ToString());
        Assert.Null(column["GlobalOptionSet"]);
        Assert.Contains((await Get($"{Table}/Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet")).Is(200).Value,
            a => a!["LogicalName"]!.ToString() == "new_kind");
        (await Post("new_plans", """{"new_kind":6}""")).Is(400, "0x8004431a");
        Reply inserted = (await Post("InsertOptionValue", $$"""{"EntityLogicalName":"new_plan","AttributeLogicalName":"new_kind","Value":6,"Label":{{Definitions.Label("Six")}}}""")).Is(200);
        Assert.Equal(6, inserted.Json["NewOptionValue"]!.GetValue<int>());
        await Create("new_plans", """{"new_kind":6}""");
    }

    [Fact]
    [Documented("PD:webapi/create-update-optionsets.md", "A global choice in use cannot be deleted")]
    public async Task A_global_choice_in_use_cannot_be_deleted()
    {
        Guid choice = (await Post("GlobalOptionSetDefinitions", $$"""
            {"@odata.type":"Microsoft.Dynamics.CRM.OptionSetMetadata","Name":"new_gender","OptionSetType":"Picklist","DisplayName":{{Definitions.Label("Gender")}},
             "Options":[{"Value":1,"Label":{{Definitions.Label("F")}}},{"Value":2,"Label":{{Definitions.Label("M")}}}]}
            """)).Is(204).Id;
        Assert.Equal(2, (await Get("GlobalOptionSetDefinitions(Name='new_gender')")).Is(200).Json["Options"]!.AsArray().Count);
        await MakeTable();
        (await AddColumn(Definitions.Column("Picklist", "new_Gender", $",\"GlobalOptionSet@odata.bind\":\"/GlobalOptionSetDefinitions({choice})\""))).Is(204);
        await Create("new_plans", """{"new_gender":2}""");
        (await Delete($"GlobalOptionSetDefinitions({choice})")).Is(400, "0x8004f01f");
        (await Delete($"{Table}/Attributes(LogicalName='new_gender')")).Is(204);
        (await Delete("GlobalOptionSetDefinitions(Name='new_gender')")).Is(204);
        (await Get("GlobalOptionSetDefinitions(Name='new_gender')")).Is(404);
    }

    [Fact]
    [Documented("PD:webapi/create-update-entity-relationships-using-web-api.md", "A custom lookup is bound by its schema name and cascades as configured")]
    public async Task A_custom_lookup_is_bound_by_its_schema_name_and_cascades_as_configured()
    {
        await MakeTable();
        (await Post("RelationshipDefinitions", Definitions.Lookup("new_contact_new_plan", "new_plan", "contact", "new_PatientId", "Cascade", "Cascade"))).Is(204);
        Guid contact = await Create("contacts", """{"lastname":"c"}""");
        Guid plan = await Create("new_plans", $$"""{"new_name":"p","new_PatientId@odata.bind":"/contacts({{contact}})"}""");
        (await Post("new_plans", $$"""{"new_patientid@odata.bind":"/contacts({{contact}})"}""")).Is(400, "0x80048d19");
        Assert.Equal(contact.ToString(), (await Row("new_plans", plan, "_new_patientid_value"))["_new_patientid_value"]!.ToString());
        Assert.Equal("p", (await Get($"contacts({contact})?$select=lastname&$expand=new_contact_new_plan($select=new_name)")).Is(200).Json["new_contact_new_plan"]![0]!["new_name"]!.ToString());
        (await Delete($"contacts({contact})")).Is(204);
        (await Get($"new_plans({plan})")).Is(404);
        (await Delete("RelationshipDefinitions(SchemaName='new_contact_new_plan')")).Is(204);
        (await Get($"{Table}/Attributes(LogicalName='new_patientid')")).Is(404);
    }

    [Fact]
    [Documented("PD:webapi/create-update-entity-relationships-using-web-api.md", "A restricting relationship keeps the referenced row")]
    public async Task A_restricting_relationship_keeps_the_referenced_row()
    {
        await MakeTable();
        (await Post("RelationshipDefinitions", Definitions.Lookup("new_contact_new_plan", "new_plan", "contact", "new_PatientId", "Restrict"))).Is(204);
        Guid contact = await Create("contacts", """{"lastname":"c"}""");
        Guid plan = await Create("new_plans", $$"""{"new_name":"p","new_PatientId@odata.bind":"/contacts({{contact}})"}""");
        (await Delete($"contacts({contact})")).Is(405, "0x80040227");
        (await Delete($"new_plans({plan})")).Is(204);
        (await Delete($"contacts({contact})")).Is(204);
    }

    [Fact]
    [Documented("PD:webapi/create-update-entity-relationships-using-web-api.md", "Many to many relationships can be made and used")]
    public async Task Many_to_many_relationships_can_be_made_and_used()
    {
        await MakeTable();
        (await Post("RelationshipDefinitions", """
            {"@odata.type":"Microsoft.Dynamics.CRM.ManyToManyRelationshipMetadata","SchemaName":"new_plan_contact","Entity1LogicalName":"new_plan",
             "Entity2LogicalName":"contact","IntersectEntityName":"new_plan_contact"}
            """)).Is(204);
        Guid contact = await Create("contacts", """{"lastname":"c"}""");
        Guid plan = await Create("new_plans", """{"new_name":"p"}""");
        (await Post($"new_plans({plan})/new_plan_contact/$ref", $$"""{"@odata.id":"contacts({{contact}})"}""")).Is(204);
        Assert.Single((await Get($"contacts({contact})/new_plan_contact")).Is(200).Value);
        (await Delete($"contacts({contact})")).Is(204);
        Assert.Empty((await Get($"new_plans({plan})/new_plan_contact")).Value);
    }

    [Fact]
    [Documented("PD:webapi/create-update-column-definitions-using-web-api.md", "Tables that take no custom columns refuse them")]
    public async Task Tables_that_take_no_custom_columns_refuse_them()
    {
        (await Post("EntityDefinitions(LogicalName='annotation')/Attributes", Definitions.Column("String", "new_X", ",\"MaxLength\":10"))).Is(400);
        (await Post("RelationshipDefinitions", Definitions.Lookup("new_a", "annotation", "contact", "new_X"))).Is(400);
        (await Delete("EntityDefinitions(LogicalName='contact')")).Is(400);
    }

    [Fact]
    [Documented("PD:webapi/create-update-entity-definitions-using-web-api.md", "Deleting what was made brings the content back to what it was")]
    public async Task Deleting_what_was_made_brings_the_content_back_to_what_it_was()
    {
        string before = await Digest();
        await MakeTable(",{\"@odata.type\":\"Microsoft.Dynamics.CRM.MoneyAttributeMetadata\",\"SchemaName\":\"new_Fee\",\"Precision\":2}");
        (await Post("RelationshipDefinitions", Definitions.Lookup("new_contact_new_plan", "new_plan", "contact", "new_PatientId"))).Is(204);
        (await Post("EntityDefinitions(LogicalName='contact')/Attributes", Definitions.Column("String", "new_SourceId", ",\"MaxLength\":50"))).Is(204);
        (await Post("EntityDefinitions(LogicalName='contact')/Keys", Definitions.Key("new_SourceKey", "new_sourceid"))).Is(204);
        Guid contact = await Create("contacts", """{"lastname":"c","new_sourceid":"1"}""");
        Guid plan = await Create("new_plans", $$"""{"new_name":"p","new_fee":5,"new_PatientId@odata.bind":"/contacts({{contact}})"}""");
        await Create("annotations", $$"""{"subject":"n","objectid_new_plan@odata.bind":"/new_plans({{plan}})"}""");
        Assert.NotEqual(before, await Digest());
        (await Delete($"{Table}")).Is(204);
        (await Delete($"contacts({contact})")).Is(204);
        (await Delete("EntityDefinitions(LogicalName='contact')/Attributes(LogicalName='new_sourceid')")).Is(400, "0x8004f01f");
        (await Delete("EntityDefinitions(LogicalName='contact')/Keys(LogicalName='new_sourcekey')")).Is(204);
        (await Delete("EntityDefinitions(LogicalName='contact')/Attributes(LogicalName='new_sourceid')")).Is(204);
        Assert.Equal(before, await Digest());
        (await Get("new_plans")).Is(404);
    }

    [Fact]
    [Documented("PD:webapi/create-update-entity-relationships-using-web-api.md", "A table that a lookup points to cannot be deleted")]
    public async Task A_table_that_a_lookup_points_to_cannot_be_deleted()
    {
        await MakeTable();
        (await Post("EntityDefinitions", Definitions.Table("new_Line"))).Is(204);
        (await Post("RelationshipDefinitions", Definitions.Lookup("new_plan_new_line", "new_line", "new_plan", "new_PlanId"))).Is(204);
        (await Delete(Table)).Is(400, "0x8004f01f");
        (await Delete("EntityDefinitions(LogicalName='new_line')")).Is(204);
        (await Delete(Table)).Is(204);
    }

    [Fact]
    [Documented("PD:webapi/create-update-entity-definitions-using-web-api.md", "Definitions can be filtered expanded and changed")]
    public async Task Definitions_can_be_filtered_expanded_and_changed()
    {
        await MakeTable();
        JsonNode found = (await Get("EntityDefinitions?$select=LogicalName&$filter=LogicalName eq 'new_plan' or (SchemaName eq 'nope' and IsCustomEntity eq true)&$expand=Attributes($select=LogicalName;$filter=IsPrimaryName eq true),Keys")).Is(200).Value.Single()!;
        Assert.Equal("new_name", found["Attributes"]!.AsArray().Single()!["LogicalName"]!.ToString());
        (await Send("PUT", Table, Definitions.Table("new_Plan").Replace("\"DisplayName\":{", "\"DisplayName\":{\"x\":1,"), ("MSCRM.MergeLabels", "true"))).Is(204);
        (await Send("PUT", $"{Table}/Attributes(LogicalName='new_name')", Definitions.Column("String", "new_Name", ",\"MaxLength\":150"))).Is(204);
        Assert.Equal(150, (await Get($"{Table}/Attributes(LogicalName='new_name')")).Json["MaxLength"]!.GetValue<int>());
        (await Get("EntityDefinitions(LogicalName='nosuch')")).Is(404);
        (await Post("PublishXml", """{"ParameterXml":"<importexportxml/>"}""")).Is(204);
        (await Post("PublishAllXml", "")).Is(204);
    }

    [Fact]
    [Documented("PD:webapi/create-update-entity-definitions-using-web-api.md", "The schema survives reopening")]
    public async Task The_schema_survives_reopening()
    {
        await MakeTable(",{\"@odata.type\":\"Microsoft.Dynamics.CRM.DecimalAttributeMetadata\",\"SchemaName\":\"new_Dose\",\"Precision\":3}");
        (await Post($"{Table}/Keys", Definitions.Key("new_NameKey", "new_name"))).Is(204);
        await Create("new_plans", """{"new_name":"p","new_dose":1.125}""");
        string digest = await Digest(exact: true);
        Reopen();
        Assert.Equal(digest, await Digest(exact: true));
        Assert.Equal(1.125m, (await Get("new_plans(new_name='P')?$select=new_dose")).Is(200).Json["new_dose"]!.GetValue<decimal>());
    }
}
