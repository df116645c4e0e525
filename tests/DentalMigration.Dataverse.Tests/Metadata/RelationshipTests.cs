using System.Text.Json;
using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Metadata;

/// <summary>Relationships (powerapps-docs, webapi/create-update-entity-relationships-using-web-api.md).</summary>
public class RelationshipTests : ClientTest
{
    [Fact]
    public async Task The_relationships_that_point_to_a_table_are_listed()
    {
        Server.Answers(Reply.Json("""
            {"value":[{"SchemaName":"new_c_p","ReferencedAttribute":"contactid","ReferencingEntity":"new_plan",
              "ReferencingAttribute":"new_contactid",
              "ReferencingEntityNavigationPropertyName":"new_ContactId","ReferencedEntityNavigationPropertyName":"new_c_p",
              "CascadeConfiguration":{"Assign":"Cascade","Delete":"Restrict"}},
             {"SchemaName":"x","ReferencingEntity":"activityparty","ReferencingAttribute":"partyid",
              "ReferencingEntityNavigationPropertyName":null}]}
            """));
        IReadOnlyList<OneToManyMetadata> found = await Client.Metadata.GetOneToManyAsync("contact", CancellationToken.None);
        Assert.StartsWith(
            "/api/data/v9.2/EntityDefinitions(LogicalName='contact')/OneToManyRelationships?$select=", Only.Target, StringComparison.Ordinal);
        Assert.Equal(
            ("new_plan", "new_contactid", "contactid", "new_ContactId"),
            (found[0].ReferencingEntity, found[0].ReferencingAttribute, found[0].ReferencedAttribute,
                found[0].ReferencingEntityNavigationPropertyName));
        Assert.Equal(("Cascade", "Restrict", "NoCascade"), (found[0].Cascade.Assign, found[0].Cascade.Delete, found[0].Cascade.Share));
        Assert.Null(found[1].ReferencingEntityNavigationPropertyName);
    }

    [Fact]
    public async Task Many_to_many_relationships_are_listed()
    {
        Server.Answers(Reply.Json("""
            {"value":[{"SchemaName":"new_c_a","Entity1LogicalName":"contact","Entity2LogicalName":"new_allergy",
              "IntersectEntityName":"new_c_a","Entity1IntersectAttribute":"contactid","Entity2NavigationPropertyName":"new_c_a"}]}
            """));
        ManyToManyMetadata found = Assert.Single(await Client.Metadata.GetManyToManyAsync("contact", CancellationToken.None));
        Assert.Equal(
            ("contact", "new_allergy", "new_c_a", "contactid", null),
            (found.Entity1LogicalName, found.Entity2LogicalName, found.IntersectEntityName, found.Entity1IntersectAttribute,
                found.Entity1NavigationPropertyName));
    }

    [Fact]
    public async Task A_many_to_many_relationship_is_made_in_its_solution()
    {
        Server.Answers(Reply.Created("RelationshipDefinitions"));
        ManyToManyDefinition relationship = new()
        {
            SchemaName = "new_c_a",
            Entity1LogicalName = "contact",
            Entity2LogicalName = "new_allergy",
        };
        Assert.Equal(Id, await Client.Metadata.InSolution("clinic").CreateManyToManyAsync(relationship, CancellationToken.None));
        Assert.Equal("clinic", Only.Header("MSCRM.SolutionUniqueName"));
        Assert.Equal(
            """{"@odata.type":"Microsoft.Dynamics.CRM.ManyToManyRelationshipMetadata","SchemaName":"new_c_a","""
                + "\"Entity1LogicalName\":\"contact\",\"Entity2LogicalName\":\"new_allergy\",\"IntersectEntityName\":\"new_c_a\"}",
            Only.Body);
    }

    [Fact]
    public async Task A_customer_lookup_is_made_with_both_relationships()
    {
        Server.Answers(Reply.Json($$"""{"RelationshipIds":["{{Reply.Id}}","{{Guid.Empty}}"],"AttributeId":"{{Reply.Id}}"}"""));
        CustomerLookup made = await Client.Metadata.InSolution("clinic").CreateCustomerLookupAsync(Customer, CancellationToken.None);
        Assert.Equal((Id, 2), (made.AttributeId, made.RelationshipIds.Count));
        JsonElement body = Only.Json();
        Assert.Equal(
            ["new_account_plan/account/new_plan", "new_contact_plan/contact/new_plan"],
            body.GetProperty("OneToManyRelationships").EnumerateArray().Select(one => string.Join(
                '/', new[] { "SchemaName", "ReferencedEntity", "ReferencingEntity" }.Select(name => one.GetProperty(name).GetString()))));
        JsonElement lookup = body.GetProperty("Lookup");
        Assert.Equal("Microsoft.Dynamics.CRM.ComplexLookupAttributeMetadata", lookup.GetProperty("@odata.type").GetString());
        Assert.Equal("new_PayerId", lookup.GetProperty("SchemaName").GetString());
        Assert.Equal("clinic", body.GetProperty("SolutionUniqueName").GetString());
    }

    [Fact]
    public async Task An_answer_without_ids_leaves_the_lookup_in_doubt()
    {
        Server.Answers(Reply.Json("{}"));
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(
            () => Client.Metadata.CreateCustomerLookupAsync(Customer, CancellationToken.None));
        Assert.Equal((DataverseErrorCodes.InvalidResponse, true), (e.Code, e.IsInDoubt));
    }

    [Fact]
    public async Task Plural_names_are_listed_for_the_tables_that_have_one()
    {
        Server.Answers(Reply.Json("""
            {"value":[{"LogicalName":"contact","EntitySetName":"contacts"},{"LogicalName":"x","EntitySetName":null}]}
            """));
        Assert.Equal(
            new Dictionary<string, string> { ["contact"] = "contacts" }, await Client.Metadata.GetEntitySetsAsync(CancellationToken.None));
    }

    private static CustomerLookupDefinition Customer => new()
    {
        ReferencingEntity = "new_plan",
        Lookup = new LookupColumn { SchemaName = "new_PayerId", DisplayName = "Payer" },
        AccountRelationship = "new_account_plan",
        ContactRelationship = "new_contact_plan",
    };
}
