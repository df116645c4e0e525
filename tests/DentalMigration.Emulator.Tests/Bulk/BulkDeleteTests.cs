using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Bulk;

/// <summary>BulkDelete and its system jobs.</summary>
public sealed class BulkDeleteTests : DataverseTest
{
    private const string Source = "PAS:CSharp-NETx/BulkOperations/Utility.cs";

    private static string Job(string queries, string start = "2020-01-01T00:00:00Z") => $$"""
        {"JobName":"Tidy","SendEmailNotification":false,"ToRecipients":[],"CCRecipients":[],"RecurrencePattern":"","StartDateTime":"{{start}}","QuerySet":[{{queries}}]}
        """;

    private static string ByIds(string table, params Guid[] ids) => $$"""
        {"EntityName":"{{table}}","ColumnSet":{"AllColumns":false,"Columns":["{{table}}id"]},"Criteria":{"FilterOperator":"And","Conditions":[
          {"EntityName":"{{table}}","AttributeName":"{{table}}id","Operator":"In","Values":[{{string.Join(",", ids.Select(i => $$"""{"Value":"{{i}}","Type":"System.Guid"}"""))}}]}]} }
        """;

    private async Task<(int State, int Status)> Status(Guid job)
    {
        var row = await Row("asyncoperations", job, "statecode,statuscode");
        return (row["statecode"]!.GetValue<int>(), row["statuscode"]!.GetValue<int>());
    }

    private async Task<Guid> Start(string body) => Guid.Parse((await Post("BulkDelete", body)).Is(200).Json["JobId"]!.ToString());

    [Fact]
    [Documented(Source, "BulkDelete answers a JobId; the job ends as state 3, status 30, and the rows are gone")]
    public async Task Rows_are_deleted_by_their_ids()
    {
        Guid keep = await Create("contacts", """{"lastname":"Keep"}""");
        Guid[] gone = [await Create("contacts", """{"lastname":"A"}"""), await Create("contacts", """{"lastname":"B"}""")];
        Guid job = await Start(Job(ByIds("contact", gone)));
        Assert.Equal((3, 30), await Status(job));
        Assert.Equal(keep.ToString(), Assert.Single((await Get("contacts?$select=contactid")).Value)!["contactid"]!.ToString());
    }

    [Fact]
    [Documented("PAS:CSharp-NETx/BulkOperations/Utility.cs", "A job waits for its StartDateTime, and survives a restart")]
    public async Task Job_waits_and_survives()
    {
        await Create("contacts", """{"lastname":"A"}""");
        Guid job = await Start(Job("""{"EntityName":"contact"}""", "2026-03-02T10:00:00Z"));
        Assert.Equal((0, 0), await Status(job));
        Reopen();
        Assert.Single((await Get("contacts")).Value);
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty((await Get("contacts")).Value);
        Assert.Equal((3, 30), await Status(job));
    }

    [Theory]
    [InlineData("""{"EntityName":"contact","Criteria":{"FilterOperator":"Or","Conditions":[{"AttributeName":"lastname","Operator":"Equal","Values":["a"]},{"AttributeName":"lastname","Operator":"BeginsWith","Values":[{"Value":"C","Type":"System.String"}]}]}}""", "B")]
    [InlineData("""{"EntityName":"contact","Criteria":{"Filters":[{"Conditions":[{"AttributeName":"lastname","Operator":"NotIn","Values":["A","B"]}]}]}}""", "A B")]
    [InlineData("""{"EntityName":"contact","Criteria":{"Conditions":[{"AttributeName":"firstname","Operator":"NotNull"}]}}""", "A B C")]
    [InlineData("""{"@odata.type":"Microsoft.Dynamics.CRM.FetchExpression","Query":"<fetch><entity name='contact'><filter><condition attribute='lastname' operator='ge' value='b'/></filter></entity></fetch>"}""", "A")]
    [Documented("PAS:CSharp-NETx/BulkOperations/Utility.cs", "QuerySet takes QueryExpressions with nested filters, and FetchExpressions")]
    public async Task Queries(string query, string left)
    {
        foreach (string name in (string[])["A", "B", "C"])
        {
            await Create("contacts", $$"""{"lastname":"{{name}}"}""");
        }
        await Start(Job(query));
        Assert.Equal(left, string.Join(' ', (await Get("contacts?$select=lastname")).Value.Select(r => r!["lastname"]!.ToString())));
    }

    [Fact]
    public async Task More_rows_than_one_transaction_takes()
    {
        for (int i = 0; i < 6; i++)
        {
            string targets = string.Join(",", Enumerable.Range(0, 200).Select(n => $$"""{"@odata.type":"Microsoft.Dynamics.CRM.contact","lastname":"{{n}}"}"""));
            (await Post("contacts/Microsoft.Dynamics.CRM.CreateMultiple", $$"""{"Targets":[{{targets}}]}""")).Is(200);
        }
        await Start(Job("""{"EntityName":"contact"}"""));
        Assert.Equal("0", (await Get("contacts/$count")).Body);
    }

    [Fact]
    public async Task Rows_that_cannot_go_stay_and_the_job_fails()
    {
        await Post("EntityDefinitions", Definitions.Table("new_Visit"));
        await Post("RelationshipDefinitions", Definitions.Lookup("new_r", "new_visit", "contact", "new_ContactId", onDelete: "Restrict"));
        Guid held = await Create("contacts", """{"lastname":"Held"}""");
        await Create("contacts", """{"lastname":"Free"}""");
        await Create("new_visits", $$"""{"new_name":"v","new_ContactId@odata.bind":"/contacts({{held}})"}""");
        Guid job = await Start(Job("""{"EntityName":"contact"}"""));
        Assert.Equal((3, 31), await Status(job));
        Assert.Equal("Held", Assert.Single((await Get("contacts?$select=lastname")).Value)!["lastname"]!.ToString());
    }

    [Theory]
    [InlineData("{}", 400)]
    [InlineData("""{"JobName":"x"}""", 400)]
    [InlineData("QUERY:{\"EntityName\":\"nosuch\"}", 404)]
    [InlineData("QUERY:{\"EntityName\":\"contact\",\"Criteria\":{\"Conditions\":[{\"AttributeName\":\"nosuch\",\"Operator\":\"Null\"}]}}", 400)]
    [InlineData("QUERY:{\"EntityName\":\"activityparty\"}", 405)]
    [InlineData("QUERY:5", 400)]
    public async Task Bad_jobs_are_refused_at_once(string body, int status) =>
        (await Post("BulkDelete", body.StartsWith("QUERY:", StringComparison.Ordinal) ? Job(body[6..]) : body)).Is(status);
}
