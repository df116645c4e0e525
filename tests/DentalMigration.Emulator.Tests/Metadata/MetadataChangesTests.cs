using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Metadata;

/// <summary>RetrieveMetadataChanges with a query, as Microsoft's bulk samples ask it.</summary>
public sealed class MetadataChangesTests : DataverseTest
{
    private Task<Reply> Ask(string query) => Get("RetrieveMetadataChanges(Query=@p1)?@p1=" + Uri.EscapeDataString(query));

    [Theory]
    [InlineData("account", 1)]
    [InlineData("nosuch", 0)]
    [Documented("PAS:CSharp-NETx/BulkOperations/Utility.cs", "RetrieveMetadataChanges by LogicalName tells whether a table exists")]
    public async Task Table_exists(string table, int count)
    {
        var answer = (await Ask($$"""
            {"Properties":{"AllProperties":false,"PropertyNames":["MetadataId"]},"Criteria":{"FilterOperator":"And","Conditions":[
              {"ConditionOperator":"Equals","PropertyName":"LogicalName","Value":{"Type":"System.String","Value":"{{table}}"} }]} }
            """)).Is(200).Json;
        Assert.Equal(count, answer["EntityMetadata"]!.AsArray().Count);
        Assert.NotNull(answer["ServerVersionStamp"]);
    }

    [Fact]
    [Documented("PD:query-schema-definitions.md", "Criteria join with Or; an AttributeQuery gives columns, filtered and with the properties asked for")]
    public async Task Columns_of_tables()
    {
        var tables = (await Ask("""
            {"Properties":{"AllProperties":false,"PropertyNames":["SchemaName","Attributes"]},
             "Criteria":{"FilterOperator":"Or","Conditions":[{"ConditionOperator":"Equals","PropertyName":"LogicalName","Value":{"Type":"System.String","Value":"account"}},
               {"ConditionOperator":"In","PropertyName":"LogicalName","Value":{"Type":"System.String[]","Value":"['contact','x']"}}]},
             "AttributeQuery":{"Properties":{"AllProperties":false,"PropertyNames":["LogicalName"]},"Criteria":{"FilterOperator":"And","Conditions":[
               {"ConditionOperator":"Equals","PropertyName":"IsPrimaryName","Value":{"Type":"System.Boolean","Value":"True"}}]}},
             "LabelQuery":{"FilterLanguages":[1033],"MissingLabelBehavior":0}}
            """)).Is(200).Json["EntityMetadata"]!.AsArray();
        Assert.Equal(["Account name", "Contact fullname"], tables.Select(t => $"{t!["SchemaName"]} {Assert.Single(t["Attributes"]!.AsArray())!["LogicalName"]}"));
        Assert.Null(tables[0]!["LogicalName"]);
    }

    [Theory]
    [InlineData("nonsense", 400)]
    [InlineData("""{"Criteria":{"Conditions":[{"PropertyName":"Nosuch","ConditionOperator":"Equals"}]}}""", 400)]
    [InlineData("""{"Criteria":{"Conditions":[{"PropertyName":"LogicalName","ConditionOperator":"GreaterThan"}]}}""", 501)]
    public async Task Bad_queries_are_refused(string query, int status) => (await Ask(query)).Is(status);
}
