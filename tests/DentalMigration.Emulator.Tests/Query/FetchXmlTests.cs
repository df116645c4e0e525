using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Query;

/// <summary>Plain FetchXML: attributes, filters, orders, pages.</summary>
public sealed class FetchXmlTests : DataverseTest
{
    private async Task Seed()
    {
        for (int i = 1; i <= 7; i++)
        {
            string balance = FormattableString.Invariant($"{i * 10.5}");
            await Create("contacts", $$"""
                {"lastname":"L{{i}}","firstname":"{{(i % 2 == 0 ? "Even" : "odd")}}","birthdate":"200{{i}}-01-0{{i}}","creditlimit":{{balance}},"donotemail":{{(i > 4 ? "true" : "false")}}}
                """);
        }
        await Create("contacts", """{"lastname":"Zero"}""");
    }

    private Task<Reply> Fetch(string inside, string attributes = "", params (string, string)[] headers) => Get(
        "contacts?fetchXml=" + Uri.EscapeDataString($"<fetch {attributes}><entity name='contact'><attribute name='lastname'/>{inside}</entity></fetch>"), headers);

    private async Task<string> Names(string inside, string attributes = "") =>
        string.Join(' ', (await Fetch(inside, attributes)).Is(200).Value.Select(r => r!["lastname"]!.ToString()));

    private Task<string> Where(string condition) => Names($"<filter>{condition}</filter>");

    [Theory]
    [InlineData("<condition attribute='lastname' operator='eq' value='l3'/>", "L3")]
    [InlineData("<condition attribute='lastname' operator='like' value='%e%'/>", "Zero")]
    [InlineData("<condition attribute='lastname' operator='begins-with' value='z'/>", "Zero")]
    [InlineData("<condition attribute='lastname' operator='ends-with' value='7'/>", "L7")]
    [InlineData("<condition attribute='lastname' operator='not-like' value='L%'/>", "Zero")]
    [InlineData("<condition attribute='firstname' operator='null'/>", "Zero")]
    [InlineData("<condition attribute='firstname' operator='not-null'/><condition attribute='donotemail' operator='eq' value='1'/>", "L5 L6 L7")]
    [InlineData("<condition attribute='firstname' operator='ne' value='EVEN'/>", "L1 L3 L5 L7 Zero")]
    [InlineData("<condition attribute='creditlimit' operator='gt' value='52.5'/>", "L6 L7")]
    [InlineData("<condition attribute='creditlimit' operator='between'><value>21</value><value>31.5</value></condition>", "L2 L3")]
    [InlineData("<condition attribute='lastname' operator='in'><value>L1</value><value>l7</value></condition>", "L1 L7")]
    [InlineData("<condition attribute='birthdate' operator='on' value='2004-01-04'/>", "L4")]
    [InlineData("<condition attribute='birthdate' operator='on-or-before' value='2002-01-02'/>", "L1 L2")]
    [InlineData("<filter type='or'><condition attribute='lastname' operator='eq' value='L1'/><condition attribute='lastname' operator='eq' value='L2'/></filter>", "L1 L2")]
    [InlineData("<condition attribute='ownerid' operator='eq-userid'/><condition attribute='lastname' operator='eq' value='L1'/>", "L1")]
    [Documented("PD:fetchxml/reference/operators.md", "Conditions compare as their operators say, text without regard to case")]
    public async Task Operators(string condition, string expected)
    {
        await Seed();
        Assert.Equal(expected, await Where(condition));
    }

    [Fact]
    [Documented("PD:fetchxml/order-rows.md", "order sorts, descending where it says so")]
    public async Task Order()
    {
        await Seed();
        Assert.Equal("L6 L4 L2 L7 L5 L3 L1",
            await Names("<order attribute='firstname'/><order attribute='lastname' descending='true'/><filter><condition attribute='firstname' operator='not-null'/></filter>"));
    }

    [Fact]
    [Documented("PD:fetchxml/select-columns.md", "Only the columns asked for come, the primary key always")]
    public async Task Columns()
    {
        await Seed();
        var row = (await Fetch("", "top='1'")).Is(200).Value[0]!.AsObject();
        Assert.Equal(["@odata.etag", "contactid", "lastname"], row.Select(p => p.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<order attribute='lastname'/>")]
    [Documented("PD:fetchxml/page-results.md", "count and page make pages; the cookie annotation comes when the Prefer header asks, escaped twice")]
    public async Task Pages(string order)
    {
        await Seed();
        Reply first = (await Fetch(order, "count='3' page='1'", ("Prefer", "odata.include-annotations=\"*\""))).Is(200);
        Assert.True(first.Json["@Microsoft.Dynamics.CRM.morerecords"]!.GetValue<bool>());
        string annotation = first.Json["@Microsoft.Dynamics.CRM.fetchxmlpagingcookie"]!.ToString();
        Assert.StartsWith("<cookie pagenumber=\"2\" pagingcookie=\"%253Ccookie%2520page%253D%25221%2522%253E", annotation, StringComparison.Ordinal);
        string cookie = Uri.UnescapeDataString(Uri.UnescapeDataString(annotation.Split("pagingcookie=\"")[1].Split('"')[0]));
        string attribute = System.Security.SecurityElement.Escape(cookie);
        Assert.Equal("L4 L5 L6", await Names(order, $"count='3' page='2' paging-cookie='{attribute}'"));
        Assert.Equal("L7 Zero", await Names(order, "count='3' page='3'"));
        Reply plain = await Fetch(order, "count='3'");
        Assert.Null(plain.Json["@Microsoft.Dynamics.CRM.fetchxmlpagingcookie"]);
    }

    [Fact]
    [Documented("PD:fetchxml/count-rows.md", "returntotalrecordcount gives the total in an annotation")]
    public async Task Total()
    {
        await Seed();
        Reply reply = await Fetch("", "count='2' returntotalrecordcount='true'", ("Prefer", "odata.include-annotations=\"*\""));
        Assert.Equal(8, reply.Json["@Microsoft.Dynamics.CRM.totalrecordcount"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("<attribute name='nosuch'/>", "0x80041103")]
    [InlineData("<filter><condition attribute='lastname' operator='eq'/></filter>", "0x80041102")]
    [InlineData("<filter type='xor'/>", "0x80041102")]
    [InlineData("<filter><condition attribute='creditlimit' operator='eq' value='much'/></filter>", "0x80041102")]
    [InlineData("<nosuch/>", "0x80041102")]
    [InlineData("<broken", "0x80041102")]
    public async Task Bad_queries_are_refused(string inside, string code) => (await Fetch(inside)).Is(400, code);

    [Theory]
    [InlineData("<link-entity name='account' from='accountid' to='parentcustomerid'/>", "")]
    [InlineData("<attribute name='creditlimit' aggregate='sum' alias='x'/>", "aggregate='true'")]
    [InlineData("<filter><condition attribute='createdon' operator='last-x-days' value='3'/></filter>", "")]
    public async Task What_is_for_later_is_501(string inside, string attributes) => (await Fetch(inside, attributes)).Is(501);
}
