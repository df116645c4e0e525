using DentalMigration.Dataverse;

namespace DentalMigration.Tests.Dataverse;

public class MetadataTests : EmbeddedClientTest
{
    [Fact]
    public async Task Descriptions_come_back_with_the_definitions()
    {
        await CreatePlanAsync();
        TableMetadata table = (await Client.Metadata.GetTableAsync("new_plan", Stop))!;
        Assert.Equal("A plan of treatment.", table.Description!.Texts[1033]);
        Assert.Equal("Its name.", table.Column("new_name")!.Description!.Texts[1033]);
    }

    [Fact]
    public async Task A_column_changes_only_in_what_was_asked()
    {
        await CreatePlanAsync();
        ColumnChange change = new() { MaxLength = 250, RequiredLevel = "Recommended", Description = "Changed." };
        await Client.Metadata.UpdateColumnAsync("new_plan", "new_name", change, Stop);
        ColumnMetadata column = (await Client.Metadata.GetTableAsync("new_plan", Stop))!.Column("new_name")!;
        Assert.Equal(
            (250, "Recommended", "Changed.", "Text"),
            (column.MaxLength, column.RequiredLevel, column.Description!.Texts[1033], column.Format));
        await Client.Metadata.UpdateColumnAsync("new_plan", "new_name", new ColumnChange { IsSecured = false }, Stop);
    }

    [Fact]
    public async Task Options_come_and_go()
    {
        await CreatePlanAsync();
        ChoiceColumn kind = new() { SchemaName = "new_Kind", DisplayName = "Kind", Options = [new ChoiceOption(100_000_000, "Crown")] };
        await Client.Metadata.CreateColumnAsync("new_plan", kind, Stop);
        ChoiceReference choice = ChoiceReference.Column("new_plan", "new_kind");
        int made = await Client.Metadata.InsertOptionValueAsync(choice, new ChoiceOption(null, "Dolgu"), Stop);
        Assert.Equal([100_000_000, made], await OptionsAsync());
        await Client.Metadata.DeleteOptionValueAsync(choice, 100_000_000, Stop);
        Assert.Equal([made], await OptionsAsync());

        async Task<int[]> OptionsAsync() =>
            [.. (await Client.Metadata.GetTableAsync("new_plan", Stop))!.Column("new_kind")!.Options.Select(option => option.Value)];
    }

    [Fact]
    public async Task Many_to_many_relationships_are_made_and_found_from_both_sides()
    {
        await CreatePlanAsync();
        ManyToManyDefinition definition = new()
        {
            SchemaName = "new_plan_contact",
            Entity1LogicalName = "new_plan",
            Entity2LogicalName = "contact",
        };
        Guid id = await Client.Metadata.CreateManyToManyAsync(definition, Stop);
        foreach (string table in new[] { "new_plan", "contact" })
        {
            IReadOnlyList<ManyToManyMetadata> all = await Client.Metadata.GetManyToManyAsync(table, Stop);
            ManyToManyMetadata found = all.Single(one => one.SchemaName == "new_plan_contact");
            Assert.Equal((id, "new_plan", "contact"), (found.MetadataId, found.Entity1LogicalName, found.Entity2LogicalName));
        }
    }

    [Fact]
    public async Task Relationships_that_point_to_a_table_are_found_with_their_cascades()
    {
        await CreatePlanAsync();
        RelationshipDefinition definition = new()
        {
            SchemaName = "new_contact_plan",
            ReferencedEntity = "contact",
            ReferencedAttribute = "contactid",
            ReferencingEntity = "new_plan",
            Lookup = new LookupColumn { SchemaName = "new_PatientId", DisplayName = "Patient" },
            Cascade = new CascadeDefinition { Delete = "Restrict" },
        };
        await Client.Metadata.CreateOneToManyAsync(definition, Stop);
        IReadOnlyList<OneToManyMetadata> all = await Client.Metadata.GetOneToManyAsync("contact", Stop);
        OneToManyMetadata found = all.Single(one => one.SchemaName == "new_contact_plan");
        Assert.Equal(
            ("new_plan", "new_patientid", "new_PatientId", "Restrict"),
            (found.ReferencingEntity, found.ReferencingAttribute, found.ReferencingEntityNavigationPropertyName, found.Cascade.Delete));
        Assert.Equal("new_plans", (await Client.Metadata.GetEntitySetsAsync(Stop))["new_plan"]);
    }
}
