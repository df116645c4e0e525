using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Metadata;

/// <summary>Actions on choices and statuses, and lookups that take customers.</summary>
public sealed class OptionActionTests : DataverseTest
{
    private const string Columns = "PD:webapi/create-update-column-definitions-using-web-api.md";

    private Task<Reply> Insert(int state, int? value = 100_000_001) => Post("InsertStatusValue", $$"""
        {"EntityLogicalName":"contact","AttributeLogicalName":"statuscode","StateCode":{{state}},"Label":{{Definitions.Label("Moved")}}{{(value is null ? "" : $",\"Value\":{value}")}}}
        """);

    [Fact]
    [Documented("learn:webapi/reference/insertstatusvalue", "InsertStatusValue adds a status to a state and answers NewOptionValue")]
    public async Task Insert_status_value()
    {
        Assert.Equal(100_000_001, (await Insert(1)).Is(200).Json["NewOptionValue"]!.GetValue<int>());
        Guid id = await Create("contacts", """{"lastname":"A"}""");
        (await Patch($"contacts({id})", """{"statuscode":100000001}""")).Is(400, "0x80048408");
        (await Patch($"contacts({id})", """{"statecode":1,"statuscode":100000001}""")).Is(204);
    }

    [Fact]
    public async Task Status_without_a_value_gets_one() => Assert.True((await Insert(0, null)).Is(200).Json["NewOptionValue"]!.GetValue<int>() >= 10_000);

    [Fact]
    public async Task Status_of_a_state_that_is_none_is_refused() => (await Insert(7)).Is(400);

    [Theory]
    [InlineData("[3,1,2]", 204)]
    [InlineData("[3,1]", 400)]
    [InlineData("[3,1,1]", 400)]
    [InlineData("[3,1,9]", 400)]
    [InlineData("[\"x\"]", 400)]
    [Documented("learn:webapi/reference/orderoption", "OrderOption puts the options in the order of Values")]
    public async Task Order_option(string values, int status)
    {
        await Post("GlobalOptionSetDefinitions", $$"""
            {"@odata.type":"Microsoft.Dynamics.CRM.OptionSetMetadata","Name":"new_c","OptionSetType":"Picklist","DisplayName":{{Definitions.Label("c")}},
             "Options":[{"Value":1,"Label":{{Definitions.Label("1")}}},{"Value":2,"Label":{{Definitions.Label("2")}}},{"Value":3,"Label":{{Definitions.Label("3")}}}]}
            """);
        (await Post("OrderOption", $$"""{"OptionSetName":"new_c","Values":{{values}}}""")).Is(status);
        var options = (await Get("GlobalOptionSetDefinitions(Name='new_c')")).Json["Options"]!.AsArray();
        Assert.Equal(status == 204 ? [3, 1, 2] : [1, 2, 3], options.Select(o => o!["Value"]!.GetValue<int>()));
    }

    [Fact]
    [Documented(Columns, "CreateCustomerRelationships makes one column with two relationships and answers their ids")]
    public async Task Customer_lookup()
    {
        await Post("EntityDefinitions", Definitions.Table("new_Case"));
        var made = (await Post("CreateCustomerRelationships", $$"""
            {"OneToManyRelationships":[
               {"SchemaName":"new_case_customer_account","ReferencedEntity":"account","ReferencingEntity":"new_case"},
               {"SchemaName":"new_case_customer_contact","ReferencedEntity":"contact","ReferencingEntity":"new_case"}],
             "Lookup":{"AttributeType":"Lookup","AttributeTypeName":{"Value":"LookupType"},"SchemaName":"new_CustomerId","DisplayName":{{Definitions.Label("Customer")}} } }
            """)).Is(200).Json;
        Assert.Equal(2, made["RelationshipIds"]!.AsArray().Count);
        Guid contact = await Create("contacts", """{"lastname":"A"}""");
        Guid row = await Create("new_cases", $$"""{"new_name":"x","new_CustomerId_contact@odata.bind":"/contacts({{contact}})"}""");
        var json = (await Get($"new_cases({row})?$select=_new_customerid_value", ("Prefer", "odata.include-annotations=\"*\""))).Is(200).Json;
        Assert.Equal("contact", json["_new_customerid_value@Microsoft.Dynamics.CRM.lookuplogicalname"]!.ToString());
        var column = (await Get("EntityDefinitions(LogicalName='new_case')/Attributes(LogicalName='new_customerid')")).Is(200).Json;
        Assert.Equal(made["AttributeId"]!.ToString(), column["MetadataId"]!.ToString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Lookup":{"SchemaName":"new_X"},"OneToManyRelationships":[]}""")]
    [InlineData("""{"Lookup":{"SchemaName":"new_X"},"OneToManyRelationships":[{"SchemaName":"new_a","ReferencedEntity":"account","ReferencingEntity":"contact"}]}""")]
    public async Task Half_a_customer_lookup_is_refused(string body) => (await Post("CreateCustomerRelationships", body)).Is(400);
}
