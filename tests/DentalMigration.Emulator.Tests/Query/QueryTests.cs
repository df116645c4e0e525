using System.Text.Json.Nodes;
using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Query;

/// <summary>What the documents say of query.</summary>
public sealed class QueryTests : DataverseTest
{
    private async Task Seed()
    {
        Guid account = await Create("accounts", """{"name":"Merkez Klinik","creditlimit":100.5,"numberofemployees":3}""");
        await Create("accounts", """{"name":"Şube","creditlimit":50.25,"numberofemployees":7,"accountcategorycode":1}""");
        await Create("accounts", """{"name":"boş"}""");
        await Create("contacts", $$"""{"firstname":"Ayşe","lastname":"Öz","birthdate":"1980-05-06","parentcustomerid_account@odata.bind":"/accounts({{account}})"}""");
        await Create("contacts", $$"""{"firstname":"Ali","lastname":"Zor","birthdate":"1990-01-01","parentcustomerid_account@odata.bind":"/accounts({{account}})"}""");
        await Create("contacts", """{"firstname":"Can","lastname":"O'Hara"}""");
    }

    private async Task<string[]> Names(string set, string column, string filter) =>
        [.. (await Get($"{set}?$select={column}&$orderby={column}&$filter={Uri.EscapeDataString(filter)}")).Is(200).Value.Select(r => r![column]!.ToString())];

    [Theory]
    [InlineData("name eq 'MERKEZ klinik'", 1)]
    [InlineData("name eq 'şube'", 1)]
    [InlineData("name ne 'Şube'", 2)]
    [InlineData("contains(name,'KLİNİK')", 0)]
    [InlineData("contains(name,'klinik')", 1)]
    [InlineData("startswith(name,'mer') or endswith(name,'BE')", 2)]
    [InlineData("not contains(name,'e')", 1)]
    [InlineData("creditlimit gt 60", 1)]
    [InlineData("creditlimit eq 50.25", 1)]
    [InlineData("creditlimit eq null", 1)]
    [InlineData("creditlimit ne null and numberofemployees le 3", 1)]
    [InlineData("accountcategorycode eq 1", 1)]
    [InlineData("accountcategorycode in (1,2)", 1)]
    [InlineData("contact_customer_accounts/any(c:c/lastname eq 'zor')", 1)]
    [InlineData("createdon ge 2026-03-02T00:00:00Z and createdon lt 2026-03-03T00:00:00Z", 3)]
    [InlineData("year(createdon) eq 2026 and month(createdon) eq 3 and day(createdon) eq 2", 3)]
    [InlineData("statecode eq 0", 3)]
    [InlineData("length(name) eq 3", 1)]
    [Documented("PD:webapi/query/*", "Filters on accounts")]
    public async Task Filters_on_accounts(string filter, int expected)
    {
        await Seed();
        Assert.Equal(expected, (await Names("accounts", "name", filter)).Length);
    }

    [Theory]
    [InlineData("birthdate eq 1980-05-06", "Ayşe Öz")]
    [InlineData("lastname eq 'O''Hara'", "Can O'Hara")]
    [InlineData("parentcustomerid_account/name eq 'merkez klinik' and firstname eq 'ali'", "Ali Zor")]
    [InlineData("_parentcustomerid_value eq null", "Can O'Hara")]
    [Documented("PD:webapi/query/*", "Filters on contacts")]
    public async Task Filters_on_contacts(string filter, string expected)
    {
        await Seed();
        Assert.Equal([expected], await Names("contacts", "fullname", filter));
    }

    [Fact]
    [Documented("PD:webapi/query/*", "Encoded dollars and plus for space are understood")]
    public async Task Encoded_dollars_and_plus_for_space_are_understood()
    {
        await Seed();
        Assert.Equal("Merkez Klinik", (await Get("accounts?%24select=name&%24filter=name+eq+'merkez+klinik'")).Is(200).Value.Single()!["name"]!.ToString());
    }

    [Fact]
    [Documented("PD:webapi/query/*", "Order top and count")]
    public async Task Order_top_and_count()
    {
        await Seed();
        Reply reply = (await Get("accounts?$select=name&$orderby=numberofemployees desc&$top=1&$count=true")).Is(200);
        Assert.Equal("Şube", reply.Value.Single()!["name"]!.ToString());
        Assert.Equal(3, reply.Json["@odata.count"]!.GetValue<int>());
        Assert.Equal("2", (await Get("accounts/$count?$filter=creditlimit ne null")).Is(200).Body);
    }

    [Fact]
    [Documented("PD:webapi/query/*", "Pages follow the next link to the end in any order")]
    public async Task Pages_follow_the_next_link_to_the_end_in_any_order()
    {
        for (int i = 0; i < 7; i++)
        {
            await Create("accounts", $$"""{"name":"n{{i % 3}}"}""");
        }
        foreach (string order in (string[])["", "&$orderby=name desc"])
        {
            var seen = new List<string>();
            int pages = 0;
            string? url = $"accounts?$select=name{order}";
            while (url is not null)
            {
                Reply page = (await Get(url, ("Prefer", "odata.maxpagesize=3"))).Is(200);
                Assert.Equal("odata.maxpagesize=3", page.Header("Preference-Applied"));
                seen.AddRange(page.Value.Select(r => r!["accountid"]!.ToString()));
                url = page.Json["@odata.nextLink"]?.ToString();
                pages++;
            }
            Assert.Equal(3, pages);
            Assert.Equal(7, seen.Distinct().Count());
        }
    }

    [Fact]
    [Documented("PD:webapi/query/*", "Expand reaches both ways and nests")]
    public async Task Expand_reaches_both_ways_and_nests()
    {
        await Seed();
        JsonNode account = (await Get("accounts?$select=name&$filter=name eq 'merkez klinik'&$expand=contact_customer_accounts($select=fullname;$filter=firstname eq 'ali';$expand=parentcustomerid_account($select=name))")).Is(200).Value[0]!;
        JsonNode contact = account["contact_customer_accounts"]!.AsArray().Single()!;
        Assert.Equal("Ali Zor", contact["fullname"]!.ToString());
        Assert.Equal("Merkez Klinik", contact["parentcustomerid_account"]!["name"]!.ToString());
        JsonNode lonely = (await Get("contacts?$select=fullname&$filter=lastname eq 'O''Hara'&$expand=parentcustomerid_account($select=name)")).Is(200).Value[0]!;
        Assert.Null(lonely["parentcustomerid_account"]);
    }

    [Fact]
    [Documented("PD:webapi/query/*", "Apply aggregates and groups")]
    public async Task Apply_aggregates_and_groups()
    {
        await Seed();
        JsonNode sums = (await Get("accounts?$apply=aggregate(creditlimit with sum as s,creditlimit with average as a,numberofemployees with max as m,$count as c,name with countdistinct as d)")).Is(200).Value[0]!;
        Assert.Equal(150.75m, sums["s"]!.GetValue<decimal>());
        Assert.Equal(75.375m, sums["a"]!.GetValue<decimal>());
        Assert.Equal(7, sums["m"]!.GetValue<int>());
        Assert.Equal(3, sums["c"]!.GetValue<int>());
        Assert.Equal(3, sums["d"]!.GetValue<int>());
        JsonArray groups = (await Get("contacts?$apply=filter(birthdate ne null)/groupby((parentcustomerid_account/name),aggregate($count as c))")).Is(200).Value;
        Assert.Equal(2, groups.Single()!["c"]!.GetValue<int>());
        Assert.Equal("Merkez Klinik", groups[0]!["parentcustomerid_account_name"]!.ToString());
    }

    [Fact]
    [Documented("PD:webapi/query/*", "Formatted values come when asked for")]
    public async Task Formatted_values_come_when_asked_for()
    {
        await Seed();
        JsonNode row = (await Get("accounts?$select=name,accountcategorycode,statecode,_ownerid_value&$filter=name eq 'Şube'", ("Prefer", "odata.include-annotations=\"*\""))).Is(200).Value[0]!;
        Assert.Equal("Preferred Customer", row["accountcategorycode@OData.Community.Display.V1.FormattedValue"]!.ToString());
        Assert.Equal("Active", row["statecode@OData.Community.Display.V1.FormattedValue"]!.ToString());
        Assert.Equal("System Administrator", row["_ownerid_value@OData.Community.Display.V1.FormattedValue"]!.ToString());
        Assert.Equal("systemuser", row["_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname"]!.ToString());
    }

    [Theory]
    [InlineData("accounts?$filter=nosuch eq 1", 400)]
    [InlineData("accounts?$select=nosuch", 400)]
    [InlineData("accounts?$filter=name eq", 400)]
    [InlineData("accounts?$skip=5", 400)]
    [InlineData("accounts?$top=x", 400)]
    [InlineData("accounts?$skiptoken=zzz", 400)]
    [InlineData("nosuch", 404)]
    [InlineData("accounts(nonsense)", 400)]
    [InlineData("accounts(name='x')", 400)]
    [InlineData("accounts?fetchXml=%3Cfetch%2F%3E", 400)]
    [InlineData("accounts?$filter=name eq '''; DROP TABLE account; --'", 200)]
    [Documented("PD:webapi/query/*", "Bad queries are refused politely")]
    public async Task Bad_queries_are_refused_politely(string url, int status) => (await Get(url)).Is(status);

    [Fact]
    [Documented("PD:webapi/query/*", "A filter nested ten thousand deep is a bad request")]
    public async Task A_filter_nested_ten_thousand_deep_is_a_bad_request() =>
        (await Get("accounts?$filter=" + new string('(', 10_000) + "name eq 'x'" + new string(')', 10_000))).Is(400);

    [Fact]
    [Documented("PD:webapi/query/*", "Total record counts are told")]
    public async Task Total_record_counts_are_told()
    {
        await Seed();
        JsonNode counts = (await Get("RetrieveTotalRecordCount(EntityNames=['account','contact'])")).Is(200).Json["EntityRecordCountCollection"]!;
        Assert.Equal(["account", "contact"], counts["Keys"]!.AsArray().Select(k => k!.ToString()));
        Assert.Equal([3, 3], counts["Values"]!.AsArray().Select(v => v!.GetValue<int>()));
    }

    [Fact]
    [Documented("PD:webapi/query/*", "The metadata document is csdl with every set")]
    public async Task The_metadata_document_is_csdl_with_every_set()
    {
        Reply reply = (await Get("$metadata")).Is(200);
        Assert.Contains("<EntitySet Name=\"contacts\"", reply.Body);
        Assert.StartsWith("application/xml", reply.Header("Content-Type"));
    }
}
