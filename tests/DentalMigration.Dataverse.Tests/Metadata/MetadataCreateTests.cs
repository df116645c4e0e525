using System.Text.Json;
using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Metadata;

public class MetadataCreateTests : ClientTest
{
    [Fact]
    public async Task A_table_is_made_with_its_primary_name_in_a_solution()
    {
        Server.Answers(Reply.Created("EntityDefinitions"));
        TableDefinition table = new()
        {
            SchemaName = "new_Plan",
            DisplayName = new LocalizedText(new Dictionary<int, string> { [1033] = "Plan", [1055] = "Plan (tr)" }),
            DisplayCollectionName = "Plans",
            HasNotes = true,
            PrimaryName = new StringColumn { SchemaName = "new_Name", DisplayName = "Name", MaxLength = 200 },
        };
        Assert.Equal(Id, await Client.Metadata.InSolution("dental").CreateTableAsync(table, CancellationToken.None));
        Assert.Equal(("POST", "/api/data/v9.2/EntityDefinitions", "dental"), (Only.Method, Only.Target, Only.Header("MSCRM.SolutionUniqueName")));
        IsJson(
            """
            {"@odata.type":"Microsoft.Dynamics.CRM.EntityMetadata","SchemaName":"new_Plan",
             "DisplayName":{"@odata.type":"Microsoft.Dynamics.CRM.Label","LocalizedLabels":[
               {"@odata.type":"Microsoft.Dynamics.CRM.LocalizedLabel","Label":"Plan","LanguageCode":1033},
               {"@odata.type":"Microsoft.Dynamics.CRM.LocalizedLabel","Label":"Plan (tr)","LanguageCode":1055}]},
             "DisplayCollectionName":{"@odata.type":"Microsoft.Dynamics.CRM.Label","LocalizedLabels":[
               {"@odata.type":"Microsoft.Dynamics.CRM.LocalizedLabel","Label":"Plans","LanguageCode":1033}]},
             "OwnershipType":"UserOwned","HasActivities":false,"HasNotes":true,"IsActivity":false,"ChangeTrackingEnabled":false,
             "Attributes":[{"@odata.type":"Microsoft.Dynamics.CRM.StringAttributeMetadata","AttributeType":"String",
               "AttributeTypeName":{"Value":"StringType"},"SchemaName":"new_Name",
               "DisplayName":{"@odata.type":"Microsoft.Dynamics.CRM.Label","LocalizedLabels":[
                 {"@odata.type":"Microsoft.Dynamics.CRM.LocalizedLabel","Label":"Name","LanguageCode":1033}]},
               "RequiredLevel":{"Value":"None","CanBeChanged":true,"ManagedPropertyLogicalName":"canmodifyrequirementlevelsettings"},
               "IsPrimaryName":true,"FormatName":{"Value":"Text"},"MaxLength":200}]}
            """,
            Only.Body);
    }

    public static TheoryData<ColumnDefinition, string> Columns => new()
    {
        { new MemoColumn { SchemaName = "c", DisplayName = "C", MaxLength = 5 }, """{"type":"Memo","Format":"TextArea","MaxLength":5}""" },
        {
            new IntegerColumn { SchemaName = "c", DisplayName = "C", MinValue = 0, MaxValue = 9 },
            """{"type":"Integer","Format":"None","MinValue":0,"MaxValue":9}"""
        },
        {
            new DecimalColumn { SchemaName = "c", DisplayName = "C", Precision = 4 },
            """{"type":"Decimal","Precision":4,"MinValue":-100000000000,"MaxValue":100000000000}"""
        },
        { new DoubleColumn { SchemaName = "c", DisplayName = "C", MinValue = 0, MaxValue = 1 }, """{"type":"Double","Precision":2,"MinValue":0,"MaxValue":1}""" },
        { new MoneyColumn { SchemaName = "c", DisplayName = "C" }, """{"type":"Money","Precision":2,"PrecisionSource":2}""" },
        {
            new DateTimeColumn { SchemaName = "c", DisplayName = "C" },
            """{"type":"DateTime","Format":"DateOnly","DateTimeBehavior":{"Value":"DateOnly"}}"""
        },
        { new FileColumn { SchemaName = "c", DisplayName = "C" }, """{"type":"File","MaxSizeInKB":32768}""" },
        { new ImageColumn { SchemaName = "c", DisplayName = "C" }, """{"type":"Image","CanStoreFullImage":true,"MaxSizeInKB":10240}""" },
    };

    [Theory]
    [MemberData(nameof(Columns), DisableDiscoveryEnumeration = true)]
    public async Task A_column_is_made_with_what_its_type_needs(ColumnDefinition column, string expected)
    {
        Server.Answers(Reply.With(
            204, string.Empty, $"OData-EntityId: http://x/api/data/v9.2/EntityDefinitions({Guid.Empty})/Attributes({Reply.Id})"));
        Assert.Equal(Id, await Client.Metadata.CreateColumnAsync("new_plan", column, CancellationToken.None));
        Assert.Equal("/api/data/v9.2/EntityDefinitions(LogicalName='new_plan')/Attributes", Only.Target);
        foreach (JsonProperty member in JsonElement.Parse(expected).EnumerateObject())
        {
            if (member.NameEquals("type"))
            {
                Assert.Equal($"Microsoft.Dynamics.CRM.{member.Value}AttributeMetadata", Only.Json().GetProperty("@odata.type").GetString());
                Assert.Equal($"{member.Value}Type", Only.Json().GetProperty("AttributeTypeName").GetProperty("Value").GetString());
            }
            else
            {
                Assert.True(JsonElement.DeepEquals(member.Value, Only.Json().GetProperty(member.Name)), member.Name);
            }
        }
    }

    [Fact]
    public async Task A_yes_or_no_has_two_options()
    {
        JsonElement options = (await ColumnAsync(new BooleanColumn { SchemaName = "c", DisplayName = "C" })).GetProperty("OptionSet");
        Assert.Equal("Microsoft.Dynamics.CRM.BooleanOptionSetMetadata", options.GetProperty("@odata.type").GetString());
        Assert.Equal(1, options.GetProperty("TrueOption").GetProperty("Value").GetInt32());
        Assert.Equal(0, options.GetProperty("FalseOption").GetProperty("Value").GetInt32());
    }

    [Fact]
    public async Task A_local_choice_brings_its_options()
    {
        JsonElement column = await ColumnAsync(new ChoiceColumn
        {
            SchemaName = "c", DisplayName = "C", Multiple = true, Options = [new ChoiceOption(1, "A"), new ChoiceOption(null, "B")],
        });
        Assert.Equal("Microsoft.Dynamics.CRM.MultiSelectPicklistAttributeMetadata", column.GetProperty("@odata.type").GetString());
        Assert.Equal("Virtual", column.GetProperty("AttributeType").GetString());
        JsonElement set = column.GetProperty("OptionSet");
        Assert.Equal((false, "Picklist"), (set.GetProperty("IsGlobal").GetBoolean(), set.GetProperty("OptionSetType").GetString()));
        Assert.Equal(1, set.GetProperty("Options")[0].GetProperty("Value").GetInt32());
        Assert.False(set.GetProperty("Options")[1].TryGetProperty("Value", out _));
    }

    [Fact]
    public async Task A_column_of_a_global_choice_is_bound_to_it_by_id()
    {
        Server.Answers(Reply.Json($$"""{"Name":"new_kinds","MetadataId":"{{Id}}","Options":[]}"""), Reply.Created());
        await Client.Metadata.CreateColumnAsync(
            "new_plan", new ChoiceColumn { SchemaName = "c", DisplayName = "C", GlobalChoice = "new_kinds" }, CancellationToken.None);
        JsonElement column = Server.Seen[1].Json();
        Assert.Equal($"/GlobalOptionSetDefinitions({Id})", column.GetProperty("GlobalOptionSet@odata.bind").GetString());
        Assert.False(column.TryGetProperty("OptionSet", out _));
    }

    [Fact]
    public async Task A_relationship_makes_its_lookup()
    {
        Server.Answers(Reply.Created("RelationshipDefinitions"));
        RelationshipDefinition relationship = new()
        {
            SchemaName = "new_contact_plan",
            ReferencedEntity = "contact",
            ReferencedAttribute = "contactid",
            ReferencingEntity = "new_plan",
            Lookup = new LookupColumn { SchemaName = "new_ContactId", DisplayName = "Patient" },
            Cascade = new CascadeDefinition { Delete = "Restrict" },
        };
        Assert.Equal(Id, await Client.Metadata.CreateOneToManyAsync(relationship, CancellationToken.None));
        JsonElement sent = Only.Json();
        Assert.Equal("Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata", sent.GetProperty("@odata.type").GetString());
        Assert.Equal("Microsoft.Dynamics.CRM.LookupAttributeMetadata", sent.GetProperty("Lookup").GetProperty("@odata.type").GetString());
        Assert.Equal("Restrict", sent.GetProperty("CascadeConfiguration").GetProperty("Delete").GetString());
    }

    [Fact]
    public async Task A_global_choice_is_made_by_name()
    {
        Server.Answers(Reply.Created("GlobalOptionSetDefinitions"));
        await Client.Metadata.CreateGlobalChoiceAsync(
            new GlobalChoiceDefinition { Name = "new_kinds", DisplayName = "Kinds", Options = [new ChoiceOption(1, "A")] }, CancellationToken.None);
        Assert.Equal("new_kinds", Only.Json().GetProperty("Name").GetString());
        Assert.True(Only.Json().GetProperty("IsGlobal").GetBoolean());
    }

    [Fact]
    public async Task A_lookup_is_no_column_of_its_own() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Client.Metadata.CreateColumnAsync(
            "new_plan", new LookupColumn { SchemaName = "c", DisplayName = "C" }, CancellationToken.None));

    private async Task<JsonElement> ColumnAsync(ColumnDefinition column)
    {
        Server.Answers(Reply.Created());
        await Client.Metadata.CreateColumnAsync("new_plan", column, CancellationToken.None);
        return Only.Json();
    }

    private static void IsJson(string expected, string actual) =>
        Assert.Equal(JsonSerializer.Serialize(JsonElement.Parse(expected)), JsonSerializer.Serialize(JsonElement.Parse(actual)));
}
